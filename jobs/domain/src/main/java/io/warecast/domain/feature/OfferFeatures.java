package io.warecast.domain.feature;

import io.warecast.domain.covariate.OfferTimeline;

/**
 * The columns that a target day takes from price and promotion. Days that follow one another mostly
 * share an offer, whose columns are then kept. Not thread-safe.
 */
final class OfferFeatures {

  private static final int NONE_YET = -2;
  private static final int QUARTER = 91;

  private final OfferTimeline offers;
  private final float priceAtOrigin;
  private final float priceOfQuarter;

  private int entry = NONE_YET;
  private int fromDay;
  private double logPrice;
  private float toOrigin;
  private float toQuarter;
  private int promoted;

  OfferFeatures(OfferTimeline offers, int originDay) {
    this.offers = offers;
    this.priceAtOrigin = offers.price(originDay);
    this.priceOfQuarter = offers.meanPrice(originDay, QUARTER);
  }

  void fill(int day, RowWriter to) {
    if (entry == NONE_YET || day < fromDay || !offers.holds(entry, day)) {
      take(day);
    }
    to.put(FeatureColumn.LOG_PRICE, logPrice);
    to.put(FeatureColumn.PRICE_TO_ORIGIN, toOrigin);
    to.put(FeatureColumn.PRICE_TO_QUARTER, toQuarter);
    to.put(FeatureColumn.DAYS_SINCE_PRICE_CHANGE, offers.daysSincePriceChange(entry, day, QUARTER));
    to.put(FeatureColumn.PROMOTED, promoted);
  }

  private void take(int day) {
    entry = offers.entry(day);
    fromDay = day;
    float price = entry < 0 ? Float.NaN : offers.prices()[entry];
    logPrice = Math.log(price);
    toOrigin = price / priceAtOrigin;
    toQuarter = price / priceOfQuarter;
    promoted = entry >= 0 && offers.promoted()[entry] ? 1 : 0;
  }
}
