package io.warecast.domain.feature;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.series.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * The feature function: what a model may know of one series at an origin, for each step after it.
 *
 * <p>A pure function of the history up to the origin, the covariates and the step. Demand enters
 * only as a ratio to the series' {@link #level()}, so that one model serves an item that sells once
 * a week and a warehouse that sells thousands a day; a model predicts {@code units / level}.
 */
public final class DemandFeatures {

  /** Columns of a row, in the order in which {@link #fill} writes them. */
  public static final FeatureSchema SCHEMA = FeatureColumn.schema();

  /** Known days from which on a model can stand on a series' own history. */
  public static final int FEWEST_DAYS = 7;

  /** Days up to the origin whose weather is the usual one; as long as demand takes to follow it. */
  public static final int USUAL_WEATHER_DAYS = 28;

  private static final int LONGEST_AGE = 112;

  private final OriginStatistics past;
  private final CalendarFeatures calendar;
  private final WeatherFeatures weather;
  private final OfferFeatures offers;
  private final int originDay;

  /** A row with the columns that are the same at every step: most of the cost of a row. */
  private final float[] ofOrigin = new float[SCHEMA.width()];

  /** Means of the target's weekday, by days since the origin's; null until they are wanted. */
  private final @Nullable WeekdayMeans[] weekdays = new WeekdayMeans[7];

  private DemandFeatures(
      OriginStatistics past,
      WarehouseCalendar calendar,
      OfferTimeline offers,
      int originDay,
      SeriesKey key,
      String category) {
    this.past = past;
    this.calendar = new CalendarFeatures(calendar);
    this.weather = WeatherFeatures.at(originDay, calendar.weather());
    this.offers = new OfferFeatures(offers, originDay);
    this.originDay = originDay;
    RowWriter to = new RowWriter(ofOrigin, 0);
    to.put(FeatureColumn.WAREHOUSE, Codes.of(key.warehouseId()));
    to.put(FeatureColumn.CATEGORY, Codes.of(category));
    fillOrigin(past, to);
  }

  /**
   * The features of a series at an origin.
   *
   * @param originDay epoch day of the last day whose demand may be known
   * @param category of the item, empty when it has none
   * @param history may reach beyond the origin; what lies there is not looked at
   */
  public static DemandFeatures at(
      int originDay,
      SeriesKey key,
      String category,
      DemandHistory history,
      WarehouseCalendar calendar,
      OfferTimeline offers) {
    OriginStatistics past = OriginStatistics.at(originDay, history);
    return new DemandFeatures(past, calendar, offers, originDay, key, category);
  }

  /** The level that a row's ratios refer to, read back from the row; {@link #level} to the bit. */
  public static float levelOf(float[] rows, int offset) {
    return (float) Math.exp(rows[offset + FeatureColumn.LOG_LEVEL.index()]);
  }

  /**
   * Units a day that the ratios refer to; always above zero. Rounded as {@link #levelOf} reads it
   * back from a row, so that whoever has only the row comes to the same units.
   */
  public float level() {
    return (float) Math.exp((float) Math.log(past.level()));
  }

  /**
   * Whether there is enough history for a model to stand on: a known week with some demand in the
   * last half year. How young a series is stands in its row, and how like items of that age,
   * category and warehouse went on is what the model has learned.
   */
  public boolean usable() {
    return past.knownDays() >= FEWEST_DAYS && past.mean(224) > 0;
  }

  /**
   * Writes the row of one step.
   *
   * @param step days after the origin, from 1
   * @param row receives {@code SCHEMA.width()} values from {@code offset} on; {@code NaN} is
   *     missing
   */
  public void fill(int step, float[] row, int offset) {
    int day = originDay + step;
    System.arraycopy(ofOrigin, 0, row, offset, ofOrigin.length);
    RowWriter to = new RowWriter(row, offset);
    to.put(FeatureColumn.STEP, step);
    fillPast(day, to);
    calendar.fill(day, to);
    weather.fill(day, to);
    offers.fill(day, to);
  }

  private static void fillOrigin(OriginStatistics past, RowWriter to) {
    double level = past.level();
    to.put(FeatureColumn.LOG_LEVEL, Math.log(level));
    to.put(FeatureColumn.MEAN_7, past.mean(7) / level);
    to.put(FeatureColumn.MEAN_14, past.mean(14) / level);
    to.put(FeatureColumn.MEAN_28, past.mean(28) / level);
    to.put(FeatureColumn.MEAN_56, past.mean(56) / level);
    to.put(FeatureColumn.MEAN_112, past.mean(112) / level);
    to.put(FeatureColumn.MEAN_224, past.mean(224) / level);
    to.put(FeatureColumn.FAST_LEVEL, past.fastLevel() / level);
    to.put(FeatureColumn.TREND, (past.mean(28) - past.meanOfFourWeeksBefore()) / level);
    to.put(FeatureColumn.SPREAD_28, past.deviation(28) / level);
    to.put(FeatureColumn.SPREAD_112, past.deviation(112) / level);
    to.put(FeatureColumn.ZERO_SHARE_28, past.zeroShare(28));
    to.put(FeatureColumn.ZERO_SHARE_112, past.zeroShare(112));
    to.put(FeatureColumn.DAYS_SINCE_SALE, past.daysSinceSale());
    to.put(FeatureColumn.AGE_DAYS, Math.min(LONGEST_AGE, past.ageDays()));
  }

  private void fillPast(int day, RowWriter to) {
    double level = past.level();
    int since = Math.floorMod(day - originDay, 7);
    WeekdayMeans weekday = weekdays[since];
    if (weekday == null) {
      weekday = past.weekdayMeans(day);
      weekdays[since] = weekday;
    }
    to.put(FeatureColumn.WEEKDAY_LAG, weekday.last() / level);
    to.put(FeatureColumn.WEEKDAY_MEAN_4, weekday.last4() / level);
    to.put(FeatureColumn.WEEKDAY_MEAN_8, weekday.last8() / level);
    to.put(FeatureColumn.WEEKDAY_MEAN_13, weekday.last13() / level);
  }
}
