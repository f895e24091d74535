package io.warecast.pipeline.operator;

import io.warecast.domain.demand.ClosedDay;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.hierarchy.Damping;
import org.jspecify.annotations.Nullable;

/**
 * A forecast of a series by itself, on its way to be aligned with its group's.
 *
 * @param requestId of the request that it answers; null when it is to be served
 * @param isClosing whether it was made at the close of a day: from these the ratios are found
 * @param isPart whether it only tells a total what one of its categories expects
 * @param closedAt event time (epoch millis) once which has passed, all forecasts of the last close
 *     before this one, or of this close, have been made
 * @param damping of the alignment
 * @param closed what the day that closed came to; null where nobody watches how forecasts do
 */
public record MadeForecast(
    Forecast forecast,
    @Nullable String requestId,
    boolean isClosing,
    boolean isPart,
    long closedAt,
    Damping damping,
    @Nullable ClosedDay closed) {

  static MadeForecast atClosing(Forecast forecast, long closedAt, Damping damping) {
    return new MadeForecast(forecast, null, true, false, closedAt, damping, null);
  }

  static MadeForecast atClosing(
      Forecast forecast, long closedAt, Damping damping, ClosedDay closed) {
    return new MadeForecast(forecast, null, true, false, closedAt, damping, closed);
  }

  static MadeForecast ofOpenDay(Forecast forecast, long closedAt, Damping damping) {
    return new MadeForecast(forecast, null, false, false, closedAt, damping, null);
  }

  static MadeForecast inReply(String requestId, Forecast forecast, long closedAt, Damping damping) {
    return new MadeForecast(forecast, requestId, false, false, closedAt, damping, null);
  }

  /** The same as a part of a total. */
  MadeForecast asPart() {
    return new MadeForecast(forecast, null, isClosing, true, closedAt, damping, null);
  }

  /** Whether it goes out as it is: forecasts of groups are what others are aligned with. */
  boolean isGroup() {
    return forecast.key().isGroup();
  }
}
