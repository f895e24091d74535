package io.warecast.gateway.predict;

import io.warecast.gateway.forecast.ForecastHead;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The steps of a forecast that a request asks for.
 *
 * @param from index of the first step, from 0
 * @param days number of steps
 */
record Window(int from, int days) {

  /** The window that a request opens on a forecast; empty when the forecast lacks any of it. */
  static Optional<Window> within(PredictRequest request, ForecastHead forecast) {
    long from = from(request, forecast);
    return from < 0 || from + request.horizonDays() > forecast.horizon()
        ? Optional.empty()
        : Optional.of(new Window((int) from, request.horizonDays()));
  }

  /** Whether the request begins before a forecast does: no newer one will have these days. */
  static boolean beginsBefore(PredictRequest request, ForecastHead forecast) {
    return from(request, forecast) < 0;
  }

  /** The problem that a request's days are not those of the forecast. */
  static ProblemException notCovered(PredictRequest request, ForecastHead forecast) {
    return notCovered(request, forecast, "Change forecast_date or horizon_days");
  }

  static ProblemException notCovered(PredictRequest request, ForecastHead forecast, String advice) {
    LocalDate first = LocalDate.ofEpochDay(forecast.firstDay());
    LocalDate last = first.plusDays(forecast.horizon() - 1L);
    LocalDate wanted = request.firstDay().orElse(first);
    return Problem.of(
            ProblemKind.DAYS_NOT_COVERED,
            "Asked for %s to %s; the forecast of %s covers %s to %s. %s."
                .formatted(
                    wanted,
                    wanted.plusDays(request.horizonDays() - 1L),
                    request.key(),
                    first,
                    last,
                    advice))
        .withMember("covered_from", first.toString())
        .withMember("covered_to", last.toString())
        .toException();
  }

  private static long from(PredictRequest request, ForecastHead forecast) {
    return request.firstDay().map(day -> day.toEpochDay() - forecast.firstDay()).orElse(0L);
  }
}
