package io.warecast.pipeline.operator;

import io.warecast.domain.call.CallTrace;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.hierarchy.Damping;
import org.jspecify.annotations.Nullable;

/**
 * A forecast before it is aligned, with what decides how it goes on from there.
 *
 * @param requestId of the request that it answers; null for one that is to be served
 * @param isClosing whether it is that of the close of a day, from which ratios are found
 * @param isPart whether it is only to be added up for the group above it
 * @param closedAt event time (epoch millis) once which has passed, all forecasts of the last close
 *     before this one, or of this close, have been made
 * @param damping of the alignment
 * @param demandClass of the series at the origin
 * @param closedUnits of the day that closed; {@code NaN} where unknown, and when none did
 * @param explanation of the mean; null when nobody asked for one
 * @param call that the request was for; null for one that is to be served
 */
public record MadeForecast(
    Forecast forecast,
    @Nullable String requestId,
    boolean isClosing,
    boolean isPart,
    long closedAt,
    Damping damping,
    DemandClass demandClass,
    float closedUnits,
    @Nullable Explanation explanation,
    @Nullable CallTrace call) {

  static MadeForecast atClosing(
      Forecast forecast,
      long closedAt,
      Damping damping,
      DemandClass demandClass,
      float closedUnits) {
    return new MadeForecast(
        forecast, null, true, false, closedAt, damping, demandClass, closedUnits, null, null);
  }

  static MadeForecast ofOpenDay(
      Forecast forecast, long closedAt, Damping damping, DemandClass demandClass) {
    return new MadeForecast(
        forecast, null, false, false, closedAt, damping, demandClass, Float.NaN, null, null);
  }

  static MadeForecast inReply(
      String requestId,
      Forecast forecast,
      long closedAt,
      Damping damping,
      DemandClass demandClass,
      CallTrace call) {
    return new MadeForecast(
        forecast, requestId, false, false, closedAt, damping, demandClass, Float.NaN, null, call);
  }

  /** The same with what its mean is made up of. */
  MadeForecast explained(Explanation terms) {
    return new MadeForecast(
        forecast,
        requestId,
        isClosing,
        isPart,
        closedAt,
        damping,
        demandClass,
        closedUnits,
        terms,
        call);
  }

  /** The same as a part of a total. */
  MadeForecast asPart() {
    return new MadeForecast(
        forecast, null, isClosing, true, closedAt, damping, demandClass, closedUnits, null, null);
  }

  /** Whether it goes out as it is: forecasts of groups are what others are aligned with. */
  boolean isGroup() {
    return forecast.key().isGroup();
  }
}
