package io.warecast.local.sample;

import io.warecast.domain.covariate.OfferTimeline;
import java.util.Arrays;

/** Regular price, its changes, and the promotions of one item at one site. */
final class OfferPlan {

  private static final int DAYS_BETWEEN_CHANGES = 112;
  private static final int DAYS_BETWEEN_PROMOTIONS = 56;
  private static final int PROMOTION_DAYS = 7;
  private static final double CHANCE_OF_PROMOTION = 0.6;
  private static final double CHANCE_OF_SITE = 0.85;

  /** A Monday: promotions run from Monday to Sunday. */
  private static final int A_MONDAY = 4;

  private OfferPlan() {}

  /** The offers from {@code firstDay} to as far as they are known. */
  static OfferTimeline timeline(SamplePlan plan, Site site, Product product, int firstDay) {
    int lastDay = plan.lastDay() + SamplePlan.KNOWN_AHEAD_DAYS;
    long changes = Draw.state(plan.seed(), "price", product.item().id(), site.id());
    long promotions = Draw.state(plan.seed(), "promotion", product.item().id());
    int size = lastDay - firstDay + 1;
    int[] days = new int[size];
    float[] prices = new float[size];
    boolean[] promoted = new boolean[size];
    int n = 0;
    for (int day = firstDay; day <= lastDay; day++) {
      boolean forSale = day < product.delistedFrom();
      double discount = forSale ? discount(promotions, changes, day) : 0;
      double regular = regularPrice(product, changes, plan.firstDay(), day);
      float price = forSale ? rounded(regular * (1 - discount)) : Float.NaN;
      boolean changed =
          n == 0 || Float.compare(price, prices[n - 1]) != 0 || promoted[n - 1] != discount > 0;
      if (changed) {
        days[n] = day;
        prices[n] = price;
        promoted[n++] = discount > 0;
      }
    }
    return new OfferTimeline(
        Arrays.copyOf(days, n), Arrays.copyOf(prices, n), Arrays.copyOf(promoted, n));
  }

  private static double regularPrice(Product product, long changes, int firstDay, int day) {
    double price = product.price() * Draw.on(changes, -1).between(.9, 1.1);
    int steps = Math.max(0, day - firstDay) / DAYS_BETWEEN_CHANGES;
    for (int step = 1; step <= steps; step++) {
      price *= Draw.on(changes, step).between(.97, 1.06);
    }
    return price;
  }

  /** Share taken off the price, 0 when there is no promotion. */
  private static double discount(long promotions, long site, int day) {
    int block = Math.floorDiv(day - A_MONDAY, DAYS_BETWEEN_PROMOTIONS);
    Draw draw = Draw.on(promotions, block);
    boolean planned = draw.chance(CHANCE_OF_PROMOTION);
    int week = draw.below(DAYS_BETWEEN_PROMOTIONS / PROMOTION_DAYS);
    double discount = draw.between(.15, .4);
    int from = A_MONDAY + block * DAYS_BETWEEN_PROMOTIONS + week * PROMOTION_DAYS;
    boolean running = planned && day >= from && day < from + PROMOTION_DAYS;
    return running && Draw.on(~site, block).chance(CHANCE_OF_SITE) ? discount : 0;
  }

  private static float rounded(double price) {
    return Math.max(1, Math.round(price * 100)) / 100f;
  }
}
