package io.warecast.domain.forecast;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The forecaster that made a forecast, where {@link Tier} says how good it can be expected to be.
 */
public enum Method {
  /** Boosted trees. */
  XGBOOST,
  /** The fallback for series without a usable model or history. */
  SEASONAL,
  /** What items of the category that had not sold yet went on to sell; for such an item. */
  LIKE_ITEMS,
  /** The forecaster of group series: weekday shape, level, year and events. */
  GROUP,
  /** Mean of the target's weekday over the last eight weeks. */
  WEEKDAY_MEAN,
  /** Exponential smoothing of the level, with weekday factors. */
  SMOOTHING,
  /** Croston's method as Teunter, Syntetos and Babai have it: size and chance of a demand. */
  CROSTON_TSB,
  /** The same weekday of the last week. */
  LAST_WEEK;

  /** The name that JSON, SQL and metrics use. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The method of a wire name. */
  @JsonCreator
  public static Method ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** What made a forecast of which only the tier was kept, before methods had names. */
  public static Method of(Tier tier) {
    return tier == Tier.MODEL ? XGBOOST : SEASONAL;
  }
}
