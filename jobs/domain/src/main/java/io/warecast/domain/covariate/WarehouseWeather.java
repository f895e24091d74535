package io.warecast.domain.covariate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weather that was forecast for one warehouse, each day as often as a forecast of it was
 * issued. What may be known on a day is only what had been issued by then. Immutable.
 *
 * @param days epoch days that the forecasts are for, ascending
 * @param issuedDays epoch days on which they were known; ascending among those of one day
 * @param temperatures means of the days, degrees Celsius; {@code NaN} when unknown
 * @param precipitations millimetres; {@code NaN} when unknown
 */
public record WarehouseWeather(
    int[] days, int[] issuedDays, float[] temperatures, float[] precipitations) {

  /** No forecast at all. */
  public static final WarehouseWeather NONE =
      new WarehouseWeather(new int[0], new int[0], new float[0], new float[0]);

  /** Days before the newest that are kept of a weather that grows: more than a history has. */
  static final int KEPT_DAYS = 900;

  private static final Comparator<WeatherForecast> ORDER =
      Comparator.comparingInt(WeatherForecast::day).thenComparingInt(WeatherForecast::issuedDay);

  /** All forecasts of one warehouse, in any order; of two of a day and issue the later counts. */
  public static WarehouseWeather of(List<WeatherForecast> forecasts) {
    List<WeatherForecast> sorted = forecasts.stream().sorted(ORDER).toList();
    List<WeatherForecast> kept = new ArrayList<>(sorted.size());
    for (WeatherForecast each : sorted) {
      int last = kept.size() - 1;
      if (last >= 0 && ORDER.compare(kept.get(last), each) == 0) {
        kept.remove(last);
      }
      kept.add(each);
    }
    WarehouseWeather weather = sized(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      weather.set(i, kept.get(i));
    }
    return weather;
  }

  public boolean isEmpty() {
    return days.length == 0;
  }

  /** Whether this very forecast is among these. */
  public boolean holds(WeatherForecast forecast) {
    int at = indexUpTo(forecast.day(), forecast.issuedDay());
    return isOf(at, forecast)
        && Float.compare(temperatures[at], forecast.temperature()) == 0
        && Float.compare(precipitations[at], forecast.precipitation()) == 0;
  }

  /**
   * This weather and one more forecast, which replaces that of the same day and issue. The oldest
   * days beyond {@value #KEPT_DAYS} fall away.
   */
  public WarehouseWeather with(WeatherForecast forecast) {
    int at = indexUpTo(forecast.day(), forecast.issuedDay());
    boolean isThere = isOf(at, forecast);
    int place = isThere ? at : at + 1;
    int oldest = isEmpty() ? 0 : Math.max(days[days.length - 1], forecast.day()) - KEPT_DAYS;
    int head = 0;
    while (head < place && days[head] < oldest) {
      head++;
    }
    int tail = isThere ? place + 1 : place;
    WarehouseWeather next = sized(place - head + 1 + days.length - tail);
    copy(head, next, 0, place - head);
    next.set(place - head, forecast);
    copy(tail, next, place - head + 1, days.length - tail);
    return next;
  }

  /** Mean temperature of a day, degrees Celsius, as it was known on another; {@code NaN} if not. */
  public float temperature(int day, int knownOn) {
    int i = known(day, knownOn);
    return i < 0 ? Float.NaN : temperatures[i];
  }

  /** Precipitation of a day, millimetres, as it was known on another; {@code NaN} if it was not. */
  public float precipitation(int day, int knownOn) {
    int i = known(day, knownOn);
    return i < 0 ? Float.NaN : precipitations[i];
  }

  /**
   * Mean temperature of the {@code count} days that end with a day, of those that are known on it;
   * {@code NaN} when none is.
   */
  public float meanTemperature(int lastDay, int count) {
    double sum = 0;
    int n = 0;
    int done = Integer.MAX_VALUE;
    for (int i = indexUpTo(lastDay, lastDay); i >= 0 && days[i] > lastDay - count; i--) {
      // The newest issue of a day comes first, and counts.
      if (issuedDays[i] <= lastDay && days[i] < done) {
        done = days[i];
        if (!Float.isNaN(temperatures[i])) {
          sum += temperatures[i];
          n++;
        }
      }
    }
    return n == 0 ? Float.NaN : (float) (sum / n);
  }

  /**
   * This weather with another one supposed for the days from {@code firstDay} to {@code lastDay}.
   *
   * @param knownOn epoch day on which it is to be known
   * @param temperature null for the known one
   * @param precipitation null for the known one
   */
  public WarehouseWeather supposing(
      int firstDay,
      int lastDay,
      int knownOn,
      @Nullable Float temperature,
      @Nullable Float precipitation) {
    WarehouseWeather supposed = this;
    if (temperature == null && precipitation == null) {
      return supposed;
    }
    for (int day = firstDay; day <= lastDay; day++) {
      supposed =
          supposed.with(
              new WeatherForecast(
                  "",
                  day,
                  knownOn,
                  temperature == null ? temperature(day, knownOn) : temperature,
                  precipitation == null ? precipitation(day, knownOn) : precipitation));
    }
    return supposed;
  }

  private boolean isOf(int i, WeatherForecast forecast) {
    return i >= 0 && days[i] == forecast.day() && issuedDays[i] == forecast.issuedDay();
  }

  /** The newest forecast of a day that had been issued by another; -1 when there is none. */
  private int known(int day, int knownOn) {
    int i = indexUpTo(day, knownOn);
    return i >= 0 && days[i] == day ? i : -1;
  }

  /** The last index whose day and issue are not beyond the given; -1 when there is none. */
  private int indexUpTo(int day, int issued) {
    int low = 0;
    int high = days.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean isUpTo = days[middle] < day || (days[middle] == day && issuedDays[middle] <= issued);
      if (isUpTo) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private void set(int i, WeatherForecast forecast) {
    days[i] = forecast.day();
    issuedDays[i] = forecast.issuedDay();
    temperatures[i] = forecast.temperature();
    precipitations[i] = forecast.precipitation();
  }

  private void copy(int from, WarehouseWeather to, int at, int length) {
    System.arraycopy(days, from, to.days, at, length);
    System.arraycopy(issuedDays, from, to.issuedDays, at, length);
    System.arraycopy(temperatures, from, to.temperatures, at, length);
    System.arraycopy(precipitations, from, to.precipitations, at, length);
  }

  private static WarehouseWeather sized(int size) {
    return new WarehouseWeather(new int[size], new int[size], new float[size], new float[size]);
  }
}
