package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.pipeline.connector.lake.Lake;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The origins of a backtest: what was asked for, held against what the lake knows. */
final class BacktestOrigins {

  private BacktestOrigins() {}

  /**
   * Epoch days, ascending.
   *
   * @throws ActionableException when the options leave none, or the lake ends within a horizon
   */
  static List<Integer> in(Lake lake, BacktestOptions options) {
    if (options.horizon() < 1 || options.every() < 1 || options.origins() < 1) {
      throw new ActionableException(
          "--horizon, --every and --origins are %d, %d and %d: each must be at least 1"
              .formatted(options.horizon(), options.every(), options.origins()));
    }
    int last = OriginDay.in(lake, Optional.empty()) - options.horizon();
    int to = options.to().map(BacktestOrigins::day).orElse(last);
    if (to > last) {
      throw new ActionableException(
          "--to is %s, but the lake knows the %d days after an origin only up to %s: choose an earlier day, or a shorter --horizon"
              .formatted(LocalDate.ofEpochDay(to), options.horizon(), LocalDate.ofEpochDay(last)));
    }
    List<Integer> origins = new ArrayList<>();
    if (options.from().isPresent()) {
      for (int day = day(options.from().get()); day <= to; day += options.every()) {
        origins.add(day);
      }
    } else {
      for (int i = 0; i < options.origins(); i++) {
        origins.add(to - i * options.every());
      }
      Collections.reverse(origins);
    }
    if (origins.isEmpty()) {
      throw new ActionableException(
          "--from %s lies after %s, the last day that can be an origin: choose an earlier day, or a shorter --horizon"
              .formatted(options.from().get(), LocalDate.ofEpochDay(to)));
    }
    return origins;
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }
}
