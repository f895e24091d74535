package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.ModelException;
import java.time.LocalDate;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests from the origin of the served forecast, or says why not. */
final class RequestAnswers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RequestAnswers.class);
  private static final String LATEST = "latest";

  private final int longestHorizon;
  private final Forecaster forecaster;
  private final Output<StreamRecord<MadeForecast>> output;
  private final OlderModels olderModels = new OlderModels();

  RequestAnswers(
      int longestHorizon, Forecaster forecaster, Output<StreamRecord<MadeForecast>> output) {
    this.longestHorizon = longestHorizon;
    this.forecaster = forecaster;
    this.output = output;
  }

  /** The series has no state, or not yet. */
  void unknown(ForecastRequest request, boolean isSeeded) {
    if (isSeeded) {
      refuse(request, "unknown_series", "nothing was ever ordered of " + request.key());
    } else {
      refuse(request, "not_ready", "the job is still reading its history; ask again");
    }
  }

  /**
   * Answers from what the served forecast was made from, by the same steps; without anything
   * supposed the two are equal.
   *
   * @param served what the served forecast was made from
   * @param closedAt when all series have been forecast from the day that it is of, epoch millis
   * @param watermark the time up to which the data is complete, epoch millis
   * @param active the model in use
   * @param reference where the model in use came from
   */
  void answer(
      ForecastRequest request,
      SeriesAtOrigin series,
      SeriesProgress served,
      long closedAt,
      long watermark,
      @Nullable DemandModel active,
      @Nullable ModelReference reference)
      throws Exception {
    if (!series.isForecastable()) {
      unknown(request, true);
      return;
    }
    int lastDay = request.forecastDay() + request.horizonDays() - 1;
    int steps = lastDay - series.originDay();
    String problem = problem(request, series, steps);
    if (!problem.isEmpty()) {
      refuse(request, "bad_request", problem);
      return;
    }
    SeriesAtOrigin supposed =
        new SeriesAtOrigin(
            series.key(),
            series.originDay(),
            series.history(),
            supposed(series.calendar(), request, series.originDay(), lastDay),
            supposed(series.offers(), request, lastDay));
    DemandClass demandClass = series.demandClass();
    forecast(
        request,
        model ->
            new DueForecast(
                supposed,
                demandClass,
                served.asOf(),
                served.sequence(),
                watermark,
                steps,
                (forecast, row, damping) -> {
                  MadeForecast made =
                      MadeForecast.inReply(
                          request.requestId(),
                          forecast,
                          closedAt,
                          damping,
                          demandClass,
                          request.call());
                  output.collect(
                      new StreamRecord<>(
                          request.explain()
                              ? made.explained(forecaster.explain(forecast, supposed, model))
                              : made));
                }),
        active,
        reference);
  }

  /** What is still to be made when its model is known. */
  @FunctionalInterface
  private interface Due {
    DueForecast with(@Nullable DemandModel model);
  }

  /** What is wrong with a request; empty when nothing is. */
  private String problem(ForecastRequest request, SeriesAtOrigin series, int steps) {
    WhatIf whatIf = request.whatIf();
    if (request.horizonDays() < 1 || request.forecastDay() <= series.originDay()) {
      return "forecast_date must be after %s and horizon_days 1 or more"
          .formatted(LocalDate.ofEpochDay(series.originDay()));
    }
    if (steps > longestHorizon) {
      return "the last day is %d days ahead, at most %d are forecast"
          .formatted(steps, longestHorizon);
    }
    if (whatIf.price() != null && series.key().isGroup()) {
      return "a group series has no price";
    }
    if ((whatIf.temperature() != null || whatIf.precipitation() != null)
        && series.key().isGroup()) {
      return "the forecast of a group series takes no weather: ask for an item";
    }
    return "";
  }

  private void forecast(
      ForecastRequest request,
      Due due,
      @Nullable DemandModel active,
      @Nullable ModelReference reference)
      throws Exception {
    String version = request.modelVersion();
    boolean isActive =
        version.equals(LATEST) || (active != null && version.equals(active.version()));
    if (isActive) {
      forecaster.add(due.with(active), active);
    } else if (reference == null) {
      refuse(request, "unknown_model", "no model is in use");
    } else {
      try {
        DemandModel older = olderModels.get(reference, version, forecaster);
        forecaster.add(due.with(older), older);
      } catch (ModelException | io.warecast.domain.ActionableException e) {
        refuse(request, "unknown_model", String.valueOf(e.getMessage()));
      }
    }
  }

  private static OfferTimeline supposed(
      OfferTimeline offers, ForecastRequest request, int lastDay) {
    WhatIf whatIf = request.whatIf();
    return offers.supposing(request.forecastDay(), lastDay, whatIf.price(), whatIf.promoted());
  }

  private static WarehouseCalendar supposed(
      WarehouseCalendar calendar, ForecastRequest request, int originDay, int lastDay) {
    WhatIf whatIf = request.whatIf();
    if (whatIf.temperature() == null && whatIf.precipitation() == null) {
      return calendar;
    }
    return calendar.with(
        calendar
            .weather()
            .supposing(
                request.forecastDay(),
                lastDay,
                originDay,
                whatIf.temperature(),
                whatIf.precipitation()));
  }

  private void refuse(ForecastRequest request, String error, String detail) {
    LOG.info("Request {} is refused as {} ({})", request.requestId(), error, request.call());
    output.collect(
        ContinuousOutputs.REFUSALS,
        new StreamRecord<>(
            ForecastReply.refused(request.requestId(), error, detail).during(request.call())));
  }

  @Override
  public void close() {
    olderModels.close();
  }
}
