package io.warecast.domain.forecast;

import io.warecast.domain.call.CallTrace;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ForecastRequest}: a forecast that reaches to the last day that was asked
 * for, or the reason why there is none.
 *
 * @param explanation of the forecast, one set of terms a step; null when it was not asked for
 * @param error null when there is a forecast: {@code unknown_series}, {@code unknown_model}, {@code
 *     bad_request}
 * @param detail for people; empty when there is a forecast
 * @param call that was asked for; not part of the message, but of its headers
 */
public record ForecastReply(
    String requestId,
    @Nullable Forecast forecast,
    @Nullable Explanation explanation,
    @Nullable String error,
    String detail,
    CallTrace call) {

  public static ForecastReply of(String requestId, Forecast forecast) {
    return of(requestId, forecast, null);
  }

  public static ForecastReply of(
      String requestId, Forecast forecast, @Nullable Explanation explanation) {
    return new ForecastReply(requestId, forecast, explanation, null, "", CallTrace.NONE);
  }

  public static ForecastReply refused(String requestId, String error, String detail) {
    return new ForecastReply(requestId, null, null, error, detail, CallTrace.NONE);
  }

  /** The same, in answer to a call. */
  public ForecastReply during(CallTrace other) {
    return new ForecastReply(requestId, forecast, explanation, error, detail, other);
  }
}
