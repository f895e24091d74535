package io.warecast.gateway.predict;

import io.vertx.core.Future;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.forecast.ForecastHead;
import io.warecast.gateway.forecast.Served;
import io.warecast.gateway.forecast.Source;
import io.warecast.gateway.metrics.ServingMetrics;
import io.warecast.gateway.ondemand.OnDemand;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers requests from the newest forecast, or has one made that fits. Belongs to one event loop.
 */
public final class Predictions {

  private static final long MILLIS = 1_000;

  private final AnswerPath forecasts;
  private final OnDemand onDemand;
  private final Function<String, Future<String>> versions;
  private final ServingMetrics metrics;
  private final InstantSource clock = InstantSource.system();

  /**
   * Answers from a way to forecasts.
   *
   * @param versions the version that an alias stands for
   */
  public Predictions(
      AnswerPath forecasts,
      OnDemand onDemand,
      Function<String, Future<String>> versions,
      ServingMetrics metrics) {
    this.forecasts = forecasts;
    this.onDemand = onDemand;
    this.versions = versions;
    this.metrics = metrics;
  }

  /** The newest forecast; fails with a problem when there is none. */
  Future<Served> newest(SeriesKey key) {
    return forecasts.find(key).map(found -> found.orElseThrow(() -> unknown(key)));
  }

  /** The answer; fails with a problem. */
  Future<Prediction> answer(PredictRequest request) {
    return newest(request.key())
        .compose(
            served ->
                request.modelVersion().equals(PredictRequest.LATEST)
                    ? answer(request, served)
                    : versions
                        .apply(request.modelVersion())
                        .compose(version -> answer(request.ofVersion(version), served)));
  }

  private Future<Prediction> answer(PredictRequest request, Served served) {
    ForecastHead forecast = served.head();
    if (!isOfVersion(request, forecast)) {
      return canBeMade(request)
          ? makeAnswer(request, forecast)
          : Future.failedFuture(otherVersion(request, forecast));
    }
    Optional<Window> window = Window.within(request, forecast);
    if (window.isEmpty() || isStale(request, forecast.asOf())) {
      return canBeMade(request) && !Window.beginsBefore(request, forecast)
          ? makeAnswer(request, forecast)
          : Future.failedFuture(
              window.isEmpty()
                  ? Window.notCovered(request, forecast)
                  : stale(request, forecast.asOf()));
    }
    return Future.succeededFuture(
        new Prediction(served, window.get(), request.includeConfidence()));
  }

  private boolean canBeMade(PredictRequest request) {
    return onDemand.isConfigured() && request.canBeMade();
  }

  private Future<Prediction> makeAnswer(PredictRequest request, ForecastHead served) {
    return make(request, served, WhatIf.NOTHING, false)
        .map(
            reply -> {
              Forecast made = forecastOf(reply, request, served);
              if (isStale(request, made.asOf())) {
                throw stale(request, made.asOf());
              }
              return prediction(request, made);
            });
  }

  /** Has the stream job make a forecast; the reply may be a refusal. */
  Future<ForecastReply> make(
      PredictRequest request, ForecastHead served, WhatIf whatIf, boolean explain) {
    int first = request.firstDay().map(day -> (int) day.toEpochDay()).orElse(served.firstDay());
    return onDemand
        .ask(
            new ForecastRequest(
                "",
                request.key(),
                first,
                request.horizonDays(),
                request.modelVersion(),
                whatIf,
                explain))
        .onSuccess(this::note);
  }

  private void note(ForecastReply reply) {
    Forecast made = reply.forecast();
    if (made != null) {
      metrics.served(Source.ON_DEMAND.wireName(), made.asOf());
    }
  }

  /** The version that a request's alias stands for, in its place. */
  Future<PredictRequest> resolved(PredictRequest request) {
    return request.modelVersion().equals(PredictRequest.LATEST)
        ? Future.succeededFuture(request)
        : versions.apply(request.modelVersion()).map(request::ofVersion);
  }

  static Prediction prediction(PredictRequest request, Forecast made) {
    Served served = Served.of(made, Source.ON_DEMAND);
    Window window =
        Window.within(request, served.head())
            .orElseThrow(() -> Window.notCovered(request, served.head()));
    return new Prediction(served, window, request.includeConfidence());
  }

  /** The forecast of a reply, or the problem that its refusal is. */
  static Forecast forecastOf(ForecastReply reply, PredictRequest request, ForecastHead served) {
    Forecast made = reply.forecast();
    if (made != null) {
      return made;
    }
    String detail = "The stream job: " + reply.detail() + ".";
    throw switch (String.valueOf(reply.error())) {
      case "unknown_series" -> Problem.of(ProblemKind.UNKNOWN_SERIES, detail).toException();
      case "unknown_model" ->
          Problem.of(ProblemKind.MODEL_VERSION_NOT_SERVED, detail)
              .withMember("served_model_version", served.modelVersion())
              .toException();
      case "bad_request" -> Window.notCovered(request, served, reply.detail());
      default -> Problem.unavailable(detail).toException();
    };
  }

  private static boolean isOfVersion(PredictRequest request, ForecastHead forecast) {
    return request.modelVersion().equals(PredictRequest.LATEST)
        || request.modelVersion().equals(forecast.modelVersion());
  }

  private boolean isStale(PredictRequest request, long asOf) {
    return request.maxStalenessSeconds().isPresent()
        && clock.millis() - asOf > request.maxStalenessSeconds().getAsLong() * MILLIS;
  }

  private static ProblemException stale(PredictRequest request, long asOf) {
    return Problem.of(
            ProblemKind.TOO_STALE,
            "The newest forecast of %s is as of %s."
                .formatted(request.key(), Instant.ofEpochMilli(asOf)))
        .withMember("as_of", Instant.ofEpochMilli(asOf).toString())
        .withHeader("Retry-After", "30")
        .toException();
  }

  private static ProblemException otherVersion(PredictRequest request, ForecastHead forecast) {
    return Problem.of(
            ProblemKind.MODEL_VERSION_NOT_SERVED,
            "Asked for model version '%s'; the version served for %s is '%s'."
                .formatted(request.modelVersion(), request.key(), forecast.modelVersion()))
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
}
