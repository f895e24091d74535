package io.warecast.local.sample;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.SeriesKey;

/** The demand of one item at one site, day by day. */
final class SeriesModel {

  private static final int RAMP_DAYS = 28;
  private static final double CHANCE_OF_STOCKOUT_PER_WEEK = 0.012;
  private static final int MAX_STOCKOUT_DAYS = 4;
  private static final int WEEK = 7;
  private static final double PROMOTED = 1.15;
  private static final double DAYS_PER_YEAR = 365.25;

  private final SamplePlan plan;
  private final Site site;
  private final Product product;
  private final DayFactors factors;
  private final SeriesKey key;
  private final int firstDay;
  private final OfferTimeline offers;
  private final double level;
  private final long noise;
  private final long stockouts;

  SeriesModel(SamplePlan plan, Site site, Product product, DayFactors factors) {
    this.plan = plan;
    this.site = site;
    this.product = product;
    this.factors = factors;
    this.key = new SeriesKey(site.id(), product.item().id());
    this.firstDay = Math.max(site.openingDay(), product.launchDay());
    this.offers = OfferPlan.timeline(plan, site, product, firstDay);
    Draw taste = Draw.of(plan.seed(), "taste", key.warehouseId(), key.itemId());
    this.level = product.level() * site.size() * Math.exp(.3 * taste.gaussian());
    this.noise = Draw.state(plan.seed(), "noise", key.warehouseId(), key.itemId());
    this.stockouts = Draw.state(plan.seed(), "stockout", key.warehouseId(), key.itemId());
  }

  SeriesKey key() {
    return key;
  }

  Site site() {
    return site;
  }

  int firstDay() {
    return firstDay;
  }

  OfferTimeline offers() {
    return offers;
  }

  DemandStretch demand() {
    float[] units = new float[plan.lastDay() - firstDay + 1];
    for (int i = 0; i < units.length; i++) {
      units[i] = units(firstDay + i);
    }
    return new DemandStretch(key, firstDay, units);
  }

  /** Whole units of a day, {@code NaN} when out of stock; 0 before the first day. */
  float units(int day) {
    double expected = expected(day);
    if (expected == 0) {
      return 0;
    }
    return outOfStock(day)
        ? Float.NaN
        : Draw.on(noise, day).negativeBinomial(expected, product.dispersion());
  }

  /** Mean of the day's demand before noise; 0 when nothing can be sold. */
  double expected(int day) {
    if (day < firstDay || day >= product.delistedFrom()) {
      return 0;
    }
    double years = (day - plan.firstDay()) / DAYS_PER_YEAR;
    double ramp = Math.min(1, .35 + .65 * (day - rampFrom()) / RAMP_DAYS);
    double trend = Math.exp((site.growth() + product.drift()) * years);
    return level * factors.on(day) * trend * ramp * offerFactor(day);
  }

  /** What is there from the plan's first day on has been there before. */
  private int rampFrom() {
    return firstDay == plan.firstDay() ? firstDay - RAMP_DAYS : firstDay;
  }

  private double offerFactor(int day) {
    double relative = offers.price(day) / product.price();
    return Math.pow(relative, product.elasticity()) * (offers.promoted(day) ? PROMOTED : 1);
  }

  private boolean outOfStock(int day) {
    int week = Math.floorDiv(day, WEEK);
    return outOfStock(week, day) || outOfStock(week - 1, day);
  }

  private boolean outOfStock(int week, int day) {
    Draw draw = Draw.on(stockouts, week);
    boolean happens = draw.chance(CHANCE_OF_STOCKOUT_PER_WEEK);
    int from = WEEK * week + draw.below(WEEK);
    int days = 1 + draw.below(MAX_STOCKOUT_DAYS);
    return happens && day >= from && day < from + days;
  }
}
