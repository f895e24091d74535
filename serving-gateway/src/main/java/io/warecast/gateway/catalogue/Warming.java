package io.warecast.gateway.catalogue;

import io.vertx.core.Future;
import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads forecasts into the cache at the start, a few at a time and no more than a limit. */
public final class Warming {

  private static final Logger LOG = LoggerFactory.getLogger(Warming.class);
  private static final int AT_ONCE = 64;

  private final Catalogue catalogue;
  private final AnswerPath forecasts;
  private final int most;

  public Warming(Catalogue catalogue, AnswerPath forecasts, int most) {
    this.catalogue = catalogue;
    this.forecasts = forecasts;
    this.most = most;
  }

  /** Begins; nobody need wait for it, and what fails is left cold. */
  public void begin() {
    if (most > 0) {
      catalogue
          .warehouses()
          .compose(warehouses -> collect(warehouses, 0, new ArrayList<>()))
          .compose(series -> read(series, 0))
          .onSuccess(count -> LOG.info("{} forecasts were read into the cache", count))
          .onFailure(e -> LOG.info("the cache starts cold: {}", e.toString()));
    }
  }

  private Future<List<SeriesEntry>> collect(
      List<WarehouseEntry> warehouses, int next, List<SeriesEntry> found) {
    if (next == warehouses.size() || found.size() >= most) {
      return Future.succeededFuture(found.subList(0, Math.min(most, found.size())));
    }
    return catalogue
        .series(warehouses.get(next).warehouseId())
        .compose(
            series -> {
              found.addAll(series);
              return collect(warehouses, next + 1, found);
            });
  }

  /** Another failure is of one forecast, which is left cold. */
  private static boolean isOutage(Throwable cause) {
    return !(cause instanceof ProblemException known)
        || known.problem().kind() == ProblemKind.UNAVAILABLE;
  }

  private Future<Integer> read(List<SeriesEntry> series, int from) {
    if (from >= series.size()) {
      return Future.succeededFuture(series.size());
    }
    List<SeriesEntry> some = series.subList(from, Math.min(series.size(), from + AT_ONCE));
    return Future.join(some.stream().map(entry -> forecasts.find(entry.key())).toList())
        .recover(e -> isOutage(e) ? Future.failedFuture(e) : Future.succeededFuture())
        .compose(done -> read(series, from + AT_ONCE));
  }
}
