package io.warecast.gateway.predict;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.forecast.RedisForecasts;
import io.warecast.gateway.http.ArrivalHandler;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import io.warecast.gateway.security.Caller;
import java.util.Optional;

/** Answers a request for one series from the newest stored forecast. */
public final class PredictHandler implements Handler<RoutingContext> {

  private final RedisForecasts forecasts;

  private PredictHandler(RedisForecasts forecasts) {
    this.forecasts = forecasts;
  }

  public static PredictHandler create(RedisForecasts forecasts) {
    return new PredictHandler(forecasts);
  }

  @Override
  public void handle(RoutingContext context) {
    Buffer body = context.body().buffer();
    PredictRequest request = PredictRequestReader.read(body == null ? Buffer.buffer() : body);
    Caller.of(context).requireAccess(request.key().warehouseId());
    forecasts
        .find(request.key())
        .map(found -> answer(request, found))
        .onSuccess(answer -> send(context, answer))
        .onFailure(context::fail);
  }

  private static PredictAnswer answer(PredictRequest request, Optional<Forecast> found) {
    Forecast forecast = found.orElseThrow(() -> unknown(request.key()));
    requireVersion(request.modelVersion(), forecast);
    return new PredictAnswer(forecast, Window.of(request, forecast), request.includeConfidence());
  }

  private static void requireVersion(String wanted, Forecast forecast) {
    if (wanted.equals(PredictRequest.LATEST) || wanted.equals(forecast.modelVersion())) {
      return;
    }
    throw Problem.of(
            ProblemKind.MODEL_VERSION_NOT_SERVED,
            "Asked for model version '%s'; the version served for %s is '%s'."
                .formatted(wanted, forecast.key(), forecast.modelVersion()))
        .withMember("served_model_version", forecast.modelVersion())
        .toException();
  }

  private static ProblemException unknown(SeriesKey key) {
    return Problem.of(
            ProblemKind.UNKNOWN_SERIES,
            "No forecast is stored for item '%s' in warehouse '%s'. Check both ids."
                .formatted(key.itemId(), key.warehouseId()))
        .toException();
  }

  private static void send(RoutingContext context, PredictAnswer answer) {
    if (context.response().ended()) {
      return; // refused meanwhile because its time was over
    }
    context.response().putHeader("Content-Type", "application/json");
    context.end(answer.encode(ArrivalHandler.nanosSince(context)));
  }
}
