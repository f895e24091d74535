package io.warecast.gateway.stream;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.forecast.ForecastChanges;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.security.Caller;
import java.util.LinkedHashSet;
import java.util.Set;

/** Opens streams of the newest forecasts of chosen series. */
public final class ForecastStreamHandler implements Handler<RoutingContext> {

  private static final int MOST_SERIES = 50;
  private static final int LONGEST_EVENT_ID = 1_024;

  private final Vertx vertx;
  private final AnswerPath forecasts;
  private final ForecastChanges changes;
  private final OpenStreams open;

  private ForecastStreamHandler(
      Vertx vertx, AnswerPath forecasts, ForecastChanges changes, OpenStreams open) {
    this.vertx = vertx;
    this.forecasts = forecasts;
    this.changes = changes;
    this.open = open;
  }

  public static ForecastStreamHandler create(
      Vertx vertx, AnswerPath forecasts, ForecastChanges changes, OpenStreams open) {
    return new ForecastStreamHandler(vertx, forecasts, changes, open);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    Set<SeriesKey> series = new LinkedHashSet<>();
    for (String each : query.texts("series", MOST_SERIES)) {
      read(query, each, series);
    }
    String lastEventId = context.request().getHeader("Last-Event-ID");
    if (lastEventId != null && lastEventId.length() > LONGEST_EVENT_ID) {
      query.refuse("Last-Event-ID", "is longer than " + LONGEST_EVENT_ID + " characters");
    }
    query.end();
    series.forEach(key -> Caller.of(context).requireAccess(key.warehouseId()));
    ForecastStream stream =
        new ForecastStream(
            vertx,
            context,
            forecasts,
            changes,
            series,
            lastEventId == null ? "" : lastEventId,
            Caller.of(context).expires());
    if (!open.add(stream)) {
      throw Problem.overloaded("As many streams are open as this gateway bears.").toException();
    }
    stream.onEnd(() -> open.remove(stream));
    stream.begin();
  }

  private static void read(QueryParameters query, String text, Set<SeriesKey> series) {
    int bar = text.indexOf('|');
    try {
      if (bar < 0) {
        throw new IllegalArgumentException("takes warehouse|item");
      }
      series.add(new SeriesKey(text.substring(0, bar), text.substring(bar + 1)));
    } catch (IllegalArgumentException e) {
      query.refuse("series", String.valueOf(e.getMessage()));
    }
  }
}
