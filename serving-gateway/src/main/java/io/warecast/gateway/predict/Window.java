package io.warecast.gateway.predict;

import io.warecast.domain.forecast.Forecast;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.time.LocalDate;

/**
 * The steps of a forecast that a request asks for.
 *
 * @param from index of the first step, from 0
 * @param days number of steps
 */
record Window(int from, int days) {

  /**
   * The window that a request opens on a forecast.
   *
   * @throws ProblemException 404 with the covered days when the forecast lacks any of them
   */
  static Window of(PredictRequest request, Forecast forecast) {
    long from = request.firstDay().map(day -> day.toEpochDay() - forecast.firstDay()).orElse(0L);
    if (from < 0 || from + request.horizonDays() > forecast.horizon()) {
      throw notCovered(request, forecast, from);
    }
    return new Window((int) from, request.horizonDays());
  }

  private static ProblemException notCovered(PredictRequest request, Forecast forecast, long from) {
    LocalDate first = LocalDate.ofEpochDay(forecast.firstDay());
    LocalDate last = first.plusDays(forecast.horizon() - 1L);
    LocalDate wanted = first.plusDays(from);
    return Problem.of(
            ProblemKind.DAYS_NOT_COVERED,
            "Asked for %s to %s; the forecast of %s covers %s to %s. Change forecast_date or horizon_days."
                .formatted(
                    wanted,
                    wanted.plusDays(request.horizonDays() - 1L),
                    request.key(),
                    first,
                    last))
        .withMember("covered_from", first.toString())
        .withMember("covered_to", last.toString())
        .toException();
  }
}
