package io.warecast.domain.feature;

import java.util.Arrays;
import java.util.Locale;

/**
 * The columns of a feature row; a constant's place is its column's index.
 *
 * <p>"Ratio" means units divided by the series' level at the origin. Changing, adding or reordering
 * a constant changes the schema's hash, and older models are then refused.
 */
enum FeatureColumn {
  /** Days from the origin to the target day. */
  STEP,
  /** Code of the warehouse; see {@link Codes}. */
  WAREHOUSE(FeatureType.CATEGORICAL),
  /** Code of the item's category; missing for items without one. */
  CATEGORY(FeatureType.CATEGORICAL),
  /** Natural logarithm of the level. */
  LOG_LEVEL,
  /** Ratio of the mean of the last 7 known days; the next ones likewise. */
  MEAN_7,
  MEAN_14,
  MEAN_28,
  MEAN_56,
  MEAN_112,
  MEAN_224,
  /** Ratio of the quickly adapting exponential level. */
  FAST_LEVEL,
  /** Ratio of the change from the four weeks before the last four weeks to the last four. */
  TREND,
  /** Ratio of the last day up to the origin that has the target's weekday. */
  WEEKDAY_LAG,
  /** Ratio of the mean of the last 4 days with the target's weekday; the next ones likewise. */
  WEEKDAY_MEAN_4,
  WEEKDAY_MEAN_8,
  WEEKDAY_MEAN_13,
  /** Ratio of the standard deviation of the last 28 days. */
  SPREAD_28,
  SPREAD_112,
  /** Share of days without demand. */
  ZERO_SHARE_28,
  ZERO_SHARE_112,
  /** Days from the last day with demand to the origin. */
  DAYS_SINCE_SALE,
  /** Days from the first known day to the origin. */
  AGE_DAYS,
  /** Weekday of the target, Monday is 0. */
  WEEKDAY(FeatureType.CATEGORICAL),
  /** What the target day is, as flags. */
  CLOSURE,
  SCHOOL_BREAK,
  WAREHOUSE_PROMOTION,
  /** Code of the name of a holiday, closure or event on the target day. */
  NAMED_DAY(FeatureType.CATEGORICAL),
  /** Days from the target to the next, and from the previous, such day; capped early. */
  DAYS_TO_NAMED_DAY,
  DAYS_SINCE_NAMED_DAY,
  /** Natural logarithm of the target day's price. */
  LOG_PRICE,
  /** Price of the target day against the price at the origin. */
  PRICE_TO_ORIGIN,
  /** Price of the target day against the mean of the quarter up to the origin. */
  PRICE_TO_QUARTER,
  DAYS_SINCE_PRICE_CHANGE,
  /** 1 when the item is promoted on the target day. */
  PROMOTED,
  /** Forecast temperature of the target day less that of the last four weeks, whole degrees. */
  WARMER_THAN_USUAL,
  /** Forecast precipitation of the target day, whole millimetres. */
  PRECIPITATION;

  private final FeatureType type;

  FeatureColumn() {
    this(FeatureType.QUANTITY);
  }

  FeatureColumn(FeatureType type) {
    this.type = type;
  }

  @SuppressWarnings("EnumOrdinal") // the order of the constants is what the schema's hash covers
  int index() {
    return ordinal();
  }

  static FeatureSchema schema() {
    return new FeatureSchema(
        Arrays.stream(values()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList(),
        Arrays.stream(values()).map(c -> c.type).toList());
  }
}
