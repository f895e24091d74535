package io.warecast.local.sample;

import io.warecast.domain.covariate.WeatherForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The weather of a site and what was forecast of it. */
final class SiteWeather {

  /** Forecasts are issued this many days ahead and on every later day. */
  static final int MAX_LEAD_DAYS = 7;

  private static final double DAYS_PER_YEAR = 365.25;

  /** Days from January 1 to the warmest day of the north. */
  private static final double WARMEST_DAY = 200;

  /** Weather lingers: a day's anomaly is a fading sum of its own and earlier shocks. */
  private static final int MEMORY_DAYS = 8;

  private static final double FADE = 0.7;
  private static final double SHOCK = 2.2;
  private static final double CHANCE_OF_RAIN = 0.35;
  private static final double MEAN_RAIN_MM = 6;

  private final Site site;
  private final long shocks;
  private final long rain;
  private final long errors;

  SiteWeather(long seed, Site site) {
    this.site = site;
    this.shocks = Draw.state(seed, "temperature", site.id());
    this.rain = Draw.state(seed, "rain", site.id());
    this.errors = Draw.state(seed, "forecast error", site.id());
  }

  /** Degrees above what is usual for the season, °C. */
  double anomaly(int day) {
    double sum = 0;
    double weight = SHOCK;
    for (int back = 0; back < MEMORY_DAYS; back++) {
      sum += weight * Draw.on(shocks, day - back).gaussian();
      weight *= FADE;
    }
    return sum;
  }

  /** Rain of the day, mm. */
  double precipitation(int day) {
    Draw draw = Draw.on(rain, day);
    return draw.chance(CHANCE_OF_RAIN) ? -MEAN_RAIN_MM * Math.log1p(-draw.share()) : 0;
  }

  double temperature(int day) {
    double season = Math.cos(2 * Math.PI * (day - WARMEST_DAY) / DAYS_PER_YEAR);
    return site.meanTemperature() + site.summerGain() * season + anomaly(day);
  }

  /** All forecasts for days up to {@code MAX_LEAD_DAYS} after {@code lastIssued}. */
  List<WeatherForecast> forecasts(int firstDay, int lastIssued) {
    List<WeatherForecast> forecasts = new ArrayList<>();
    for (int day = firstDay; day <= lastIssued + MAX_LEAD_DAYS; day++) {
      double temperature = temperature(day);
      double precipitation = precipitation(day);
      for (int lead = MAX_LEAD_DAYS; lead >= 0; lead--) {
        if (day - lead <= lastIssued) {
          forecasts.add(forecast(day, lead, temperature, precipitation));
        }
      }
    }
    return forecasts;
  }

  /** What is issued on a day, of it and those after it. */
  List<WeatherForecast> issuedOn(int issuedDay) {
    return IntStream.rangeClosed(0, MAX_LEAD_DAYS)
        .mapToObj(
            lead -> {
              int day = issuedDay + lead;
              return forecast(day, lead, temperature(day), precipitation(day));
            })
        .toList();
  }

  private WeatherForecast forecast(int day, int lead, double temperature, double precipitation) {
    Draw error = Draw.on(errors, day * (MAX_LEAD_DAYS + 1) + lead);
    double off = 0.6 * lead * error.gaussian();
    double wetter = Math.exp(0.15 * lead * error.gaussian());
    boolean missed = error.chance(0.04 * lead);
    double rainExpected = missed ? MEAN_RAIN_MM / 2 : precipitation * wetter;
    return new WeatherForecast(
        site.id(), day, day - lead, (float) (temperature + off), (float) rainExpected);
  }
}
