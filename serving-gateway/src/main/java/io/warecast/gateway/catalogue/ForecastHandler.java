package io.warecast.gateway.catalogue;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.forecast.ForecastHead;
import io.warecast.gateway.forecast.ForecastJson;
import io.warecast.gateway.forecast.Served;
import io.warecast.gateway.http.Etag;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import io.warecast.gateway.security.Caller;

/** Answers with the whole newest forecast of a series. */
public final class ForecastHandler implements Handler<RoutingContext> {

  private final AnswerPath forecasts;

  private ForecastHandler(AnswerPath forecasts) {
    this.forecasts = forecasts;
  }

  public static ForecastHandler create(AnswerPath forecasts) {
    return new ForecastHandler(forecasts);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    SeriesKey key = query.seriesOfPath();
    query.end();
    Caller.of(context).requireAccess(key.warehouseId());
    forecasts
        .find(key)
        .map(found -> found.orElseThrow(() -> unknown(key)))
        .onSuccess(served -> send(context, served))
        .onFailure(context::fail);
  }

  /** Tagged by generation: where it was read from does not make it another forecast. */
  private static void send(RoutingContext context, Served served) {
    Call.of(context).servedFrom(served.source().wireName());
    ForecastHead head = served.head();
    String generation = head.asOf() + "." + head.sequence() + "." + head.generatedAt();
    JsonAnswer.sendConditionally(
        context,
        "application/json",
        JsonAnswer.encode(json -> ForecastJson.write(json, served)),
        Etag.of(generation));
  }

  private static RuntimeException unknown(SeriesKey key) {
    return Problem.of(
            ProblemKind.UNKNOWN_SERIES,
            "No forecast is stored for item '%s' in warehouse '%s'. Check both ids."
                .formatted(key.itemId(), key.warehouseId()))
        .toException();
  }
}
