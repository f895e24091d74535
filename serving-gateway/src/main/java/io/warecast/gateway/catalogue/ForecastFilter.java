package io.warecast.gateway.catalogue;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.forecast.Served;
import io.warecast.gateway.http.Cursors;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Which forecasts a request wants.
 *
 * @param after warehouse and item of the last series of the page before; empty at the beginning
 * @param format empty when the header Accept decides
 */
record ForecastFilter(
    Optional<String> warehouse,
    Optional<String> category,
    Optional<String> itemPrefix,
    Optional<String> tier,
    List<String> after,
    int limit,
    Optional<String> format) {

  private static final int MOST_CANDIDATES = 2_000;

  static ForecastFilter read(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    ForecastFilter filter =
        new ForecastFilter(
            query.warehouse(),
            query.text("category"),
            query.text("item_prefix"),
            query.choice("tier", List.of("model", "seasonal")),
            Cursors.read(query, 2),
            query.integer("limit", 1, 500).orElse(100),
            query
                .choice("format", List.of("json", "csv"))
                .map(format -> format.equals("csv") ? "text/csv" : "application/json"));
    query.end();
    return filter;
  }

  static String cursor(SeriesKey key) {
    return Cursors.of(key.warehouseId(), key.itemId());
  }

  /** Series that are looked at for one page: more when not each of them will be on it. */
  int candidates() {
    return tier.isEmpty() ? limit : Math.min(MOST_CANDIDATES, 4 * limit);
  }

  /** Whether a warehouse may have series behind the cursor. */
  boolean mayHave(String warehouseId) {
    return after.isEmpty() || warehouseId.compareTo(after.get(0)) >= 0;
  }

  boolean finds(SeriesEntry entry) {
    return category
            .map(name -> name.equals(entry.category()) && !entry.key().isGroup())
            .orElse(true)
        && itemPrefix.map(entry.key().itemId()::startsWith).orElse(true)
        && isBehindCursor(entry.key());
  }

  boolean finds(Served served) {
    return tier.map(served.forecast().tier().wireName()::equals).orElse(true);
  }

  boolean isUnknown(Throwable cause) {
    return cause instanceof ProblemException known
        && known.problem().kind() == ProblemKind.UNKNOWN_WAREHOUSE;
  }

  /** The header that names the next page. */
  String link(RoutingContext context, String next) {
    StringBuilder target = new StringBuilder(context.request().path()).append('?');
    MultiMap query = context.queryParams();
    query.forEach(
        (name, value) -> {
          if (!name.equals("cursor")) {
            target.append(name).append('=').append(encoded(value)).append('&');
          }
        });
    return "<" + target + "cursor=" + next + ">; rel=\"next\"";
  }

  private boolean isBehindCursor(SeriesKey key) {
    if (after.isEmpty()) {
      return true;
    }
    int order = key.warehouseId().compareTo(after.get(0));
    return order > 0 || (order == 0 && key.itemId().compareTo(after.get(1)) > 0);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
