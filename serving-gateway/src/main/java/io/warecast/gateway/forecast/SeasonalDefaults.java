package io.warecast.gateway.forecast;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastText;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import java.util.Optional;

/**
 * What to answer when everything behind the gateway is away: weekday means of the last forecast
 * that it has seen of a series, from the next day on. Bounded by number.
 */
public final class SeasonalDefaults {

  private static final int DAYS = 28;
  private static final int WEEK = 7;
  private static final int MOST_SERIES = 200_000;

  private final Cache<SeriesKey, Week> weeks =
      Caffeine.newBuilder().maximumSize(MOST_SERIES).executor(Runnable::run).build();

  /** Means by weekday (epoch day modulo 7), and the lowest and highest quantiles. */
  private record Week(
      long asOf,
      long sequence,
      int originDay,
      float[] levels,
      float[] mean,
      float[] lower,
      float[] upper) {

    boolean isOf(ForecastHead head) {
      return asOf == head.asOf() && sequence == head.sequence();
    }
  }

  void remember(SeriesKey key, EncodedForecast found) {
    Week known = weeks.getIfPresent(key);
    if (found.head().horizon() < WEEK || (known != null && known.isOf(found.head()))) {
      return;
    }
    Forecast forecast = found.text().map(ForecastText::decode).orElseGet(found::forecast);
    if (forecast.levels().length > 1) {
      weeks.put(
          key,
          new Week(
              forecast.asOf(),
              forecast.sequence(),
              forecast.originDay(),
              new float[] {forecast.levels()[0], forecast.levels()[forecast.levels().length - 1]},
              means(forecast, forecast.mean()),
              means(forecast, forecast.lower()),
              means(forecast, forecast.upper())));
    }
  }

  /** A forecast of four weeks as of what was last known of the series. */
  public Optional<Forecast> find(SeriesKey key, long now) {
    return Optional.ofNullable(weeks.getIfPresent(key)).map(week -> forecast(key, week, now));
  }

  private static Forecast forecast(SeriesKey key, Week week, long now) {
    float[] mean = new float[DAYS];
    float[][] quantiles = new float[2][DAYS];
    for (int step = 0; step < DAYS; step++) {
      int weekday = Math.floorMod(week.originDay() + 1 + step, WEEK);
      mean[step] = week.mean()[weekday];
      quantiles[0][step] = week.lower()[weekday];
      quantiles[1][step] = week.upper()[weekday];
    }
    return new Forecast(
        key,
        week.originDay(),
        week.asOf(),
        0,
        week.asOf(),
        now,
        Tier.SEASONAL,
        Method.SEASONAL,
        "",
        mean,
        week.levels(),
        quantiles);
  }

  private static float[] means(Forecast forecast, float[] units) {
    double[] sums = new double[WEEK];
    int[] days = new int[WEEK];
    for (int step = 0; step < units.length; step++) {
      int weekday = Math.floorMod(forecast.firstDay() + step, WEEK);
      sums[weekday] += units[step];
      days[weekday]++;
    }
    float[] means = new float[WEEK];
    for (int weekday = 0; weekday < WEEK; weekday++) {
      means[weekday] = (float) (sums[weekday] / Math.max(1, days[weekday]));
    }
    return means;
  }
}
