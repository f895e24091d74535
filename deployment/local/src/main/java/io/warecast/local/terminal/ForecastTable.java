package io.warecast.local.terminal;

import io.warecast.domain.forecast.Forecast;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;

/** A forecast's days with mean and interval. */
public final class ForecastTable {

  private ForecastTable() {}

  /** Two lines: what is forecast as of when, and what made it. */
  public static String heading(Forecast forecast) {
    return "%s in warehouse %s, as of %s%nmodel %s, tier %s (%s), %.0f %% interval%n"
        .formatted(
            forecast.key().itemId(),
            forecast.key().warehouseId(),
            Instant.ofEpochMilli(forecast.asOf()),
            forecast.modelVersion(),
            forecast.tier().wireName(),
            forecast.method().wireName(),
            100 * forecast.coverage());
  }

  /** The days of a forecast from an epoch day on, at most so many. */
  public static TextTable of(Forecast forecast, int fromDay, int days) {
    TextTable table = new TextTable("day", "", "mean", "lower", "upper");
    int first = Math.max(0, fromDay - forecast.firstDay());
    for (int step = first; step < forecast.horizon() && step - first < days; step++) {
      LocalDate day = LocalDate.ofEpochDay(forecast.firstDay() + (long) step);
      table.row(
          day.toString(),
          day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
          number(forecast.mean()[step]),
          number(forecast.lower()[step]),
          number(forecast.upper()[step]));
    }
    return table;
  }

  private static String number(float units) {
    return String.format(Locale.ROOT, "%.2f", units);
  }
}
