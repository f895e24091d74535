package io.warecast.local.sample;

import java.time.LocalDate;

/**
 * What days do to the demand of a category at a site: weekday, season, calendar and weather.
 *
 * @param firstDay epoch day of {@code factors[0]}
 * @param factors 1 is a usual day, 0 one on which the site is closed
 */
record DayFactors(int firstDay, double[] factors) {

  private static final double DAYS_PER_YEAR = 365.25;
  private static final double MIDSUMMER = 200;
  private static final double RAINY_FROM_MM = 5;

  static DayFactors of(
      SamplePlan plan,
      Site site,
      SiteCalendar calendar,
      SiteWeather weather,
      Assortment assortment) {
    double[] weekdays = weekdays(plan.seed(), site, assortment);
    double[] factors = new double[plan.days() + SamplePlan.KNOWN_AHEAD_DAYS];
    for (int i = 0; i < factors.length; i++) {
      int day = plan.firstDay() + i;
      if (!calendar.closed(day)) {
        int weekday = LocalDate.ofEpochDay(day).getDayOfWeek().getValue() - 1;
        factors[i] =
            weekdays[weekday]
                * season(site, assortment, day)
                * calendar.factor(day)
                * weather(weather, assortment, day);
      }
    }
    return new DayFactors(plan.firstDay(), factors);
  }

  double on(int day) {
    return factors[day - firstDay];
  }

  private static double[] weekdays(long seed, Site site, Assortment assortment) {
    Draw draw = Draw.of(seed, "weekday", site.id(), assortment.category());
    double[] weekdays = assortment.weekdays().clone();
    for (int i = 0; i < weekdays.length; i++) {
      weekdays[i] *= draw.between(.88, 1.12);
    }
    return weekdays;
  }

  private static double season(Site site, Assortment assortment, int day) {
    double hemisphere = Math.signum(site.summerGain());
    return 1
        + assortment.summerGain()
            * hemisphere
            * Math.cos(2 * Math.PI * (day - MIDSUMMER) / DAYS_PER_YEAR);
  }

  private static double weather(SiteWeather weather, Assortment assortment, int day) {
    double rain = weather.precipitation(day) > RAINY_FROM_MM ? assortment.onRain() : 1;
    return Math.max(.3, 1 + assortment.perDegree() * weather.anomaly(day)) * rain;
  }
}
