package io.warecast.local.terminal;

import io.warecast.domain.forecast.Forecast;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/** A small chart of characters: past demand, then the expected demand within its interval. */
public final class ForecastChart {

  private static final int HEIGHT = 12;
  private static final char PAST = 'o';
  private static final char MEAN = '*';
  private static final char INTERVAL = ':';

  private final float[] past;
  private final Forecast forecast;
  private final int columnWidth;
  private final float top;

  private ForecastChart(float[] past, Forecast forecast, int width) {
    this.past = past;
    this.forecast = forecast;
    this.columnWidth = past.length + forecast.horizon() <= width / 2 ? 2 : 1;
    this.top =
        Math.max(1, Math.max(max(past), Math.max(max(forecast.upper()), max(forecast.mean()))));
  }

  /**
   * Draws a chart.
   *
   * @param past units of the days up to the origin, the origin's last; NaN where unknown; may be
   *     empty
   * @param width characters that the terminal has for days; days that do not fit are left out
   */
  public static String draw(float[] past, Forecast forecast, int width) {
    int room = Math.max(0, width - forecast.horizon());
    float[] shown =
        past.length <= room ? past : Arrays.copyOfRange(past, past.length - room, past.length);
    return new ForecastChart(shown, forecast, width).draw();
  }

  private String draw() {
    StringBuilder text = new StringBuilder();
    for (int row = HEIGHT - 1; row >= 0; row--) {
      text.append(label(row)).append(" |");
      for (int day = 0; day < past.length + forecast.horizon(); day++) {
        text.append(mark(day, row)).append(" ".repeat(columnWidth - 1));
      }
      text.setLength(text.toString().stripTrailing().length());
      text.append('\n');
    }
    int days = past.length + forecast.horizon();
    text.append(" ".repeat(9)).append('+').append("-".repeat(days * columnWidth)).append('\n');
    text.append(legend());
    return text.toString();
  }

  private char mark(int day, int row) {
    if (day < past.length) {
      return !Float.isNaN(past[day]) && row(past[day]) == row ? PAST : ' ';
    }
    int step = day - past.length;
    if (row(forecast.mean()[step]) == row) {
      return MEAN;
    }
    boolean inside = row >= row(forecast.lower()[step]) && row <= row(forecast.upper()[step]);
    return inside ? INTERVAL : ' ';
  }

  private int row(float units) {
    return Math.min(HEIGHT - 1, Math.round(units / top * (HEIGHT - 1)));
  }

  private String label(int row) {
    boolean labelled = row % 3 == 2 || row == 0;
    String form = top < 10 ? "%8.2f" : top < 1_000 ? "%8.1f" : "%8.0f";
    return labelled ? String.format(Locale.ROOT, form, top * row / (HEIGHT - 1)) : " ".repeat(8);
  }

  private String legend() {
    LocalDate first = LocalDate.ofEpochDay(forecast.firstDay() - (long) past.length);
    LocalDate last = LocalDate.ofEpochDay(forecast.originDay() + (long) forecast.horizon());
    String drawn = past.length == 0 ? "" : PAST + " sold   ";
    return "          %s .. %s   %s%c expected   %c %.0f %% interval%n"
        .formatted(first, last, drawn, MEAN, INTERVAL, 100 * forecast.coverage());
  }

  private static float max(float[] values) {
    float max = 0;
    for (float value : values) {
      max = value > max ? value : max;
    }
    return max;
  }
}
