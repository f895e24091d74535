package io.warecast.domain.covariate;

import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Price and promotion of one series by day, known in advance, as a step function: entry {@code i}
 * holds from {@code fromDays[i]} until the next entry.
 *
 * @param fromDays epoch days, strictly ascending
 * @param prices price of one unit in the warehouse's currency; {@code NaN} when not for sale
 * @param promoted whether the item is promoted
 */
public record OfferTimeline(int[] fromDays, float[] prices, boolean[] promoted) {

  public static final OfferTimeline NONE =
      new OfferTimeline(new int[0], new float[0], new boolean[0]);

  public OfferTimeline {
    if (fromDays.length != prices.length || fromDays.length != promoted.length) {
      throw new IllegalArgumentException("fromDays, prices and promoted differ in length");
    }
  }

  /** Index of the entry that holds on a day; -1 before the first. */
  public int entry(int day) {
    int i = Arrays.binarySearch(fromDays, day);
    return i >= 0 ? i : -i - 2;
  }

  /** Whether an entry, as {@link #entry} gives it, still holds on a later day. */
  public boolean holds(int entry, int day) {
    return entry + 1 >= fromDays.length || day < fromDays[entry + 1];
  }

  /** Price on a day, {@code NaN} before the first entry or when not for sale. */
  public float price(int day) {
    int i = entry(day);
    return i < 0 ? Float.NaN : prices[i];
  }

  /** Whether there is a price on a day. */
  public boolean isForSale(int day) {
    return !Float.isNaN(price(day));
  }

  public boolean promoted(int day) {
    int i = entry(day);
    return i >= 0 && promoted[i];
  }

  /** Days since the price last changed, as of {@code day}; {@code cap} when longer or never. */
  public int daysSincePriceChange(int day, int cap) {
    return daysSincePriceChange(entry(day), day, cap);
  }

  /** As the other, of a day that an entry holds on. */
  public int daysSincePriceChange(int entry, int day, int cap) {
    int i = entry;
    while (i > 0 && prices[i] == prices[i - 1]) {
      i--;
    }
    return i <= 0 ? cap : Math.min(cap, day - fromDays[i]);
  }

  /** Mean price over the {@code days} days that end with {@code lastDay}; {@code NaN} if none. */
  public float meanPrice(int lastDay, int days) {
    double sum = 0;
    int known = 0;
    int until = lastDay + 1;
    for (int i = entry(lastDay); i >= 0 && until > lastDay - days + 1; i--) {
      int from = Math.max(fromDays[i], lastDay - days + 1);
      if (!Float.isNaN(prices[i])) {
        sum += (double) prices[i] * (until - from);
        known += until - from;
      }
      until = from;
    }
    return known == 0 ? Float.NaN : (float) (sum / known);
  }

  /** This timeline with one change put in place; what follows it stays. */
  public OfferTimeline with(PriceChange change) {
    int found = Arrays.binarySearch(fromDays, change.fromDay());
    int at = found >= 0 ? found : -found - 1;
    int tail = found >= 0 ? at + 1 : at;
    int length = at + 1 + fromDays.length - tail;
    int[] days = Arrays.copyOf(fromDays, length);
    float[] changedPrices = Arrays.copyOf(prices, length);
    boolean[] promotions = Arrays.copyOf(promoted, length);
    System.arraycopy(fromDays, tail, days, at + 1, length - at - 1);
    System.arraycopy(prices, tail, changedPrices, at + 1, length - at - 1);
    System.arraycopy(promoted, tail, promotions, at + 1, length - at - 1);
    days[at] = change.fromDay();
    changedPrices[at] = change.price();
    promotions[at] = change.promoted();
    return new OfferTimeline(days, changedPrices, promotions);
  }

  /**
   * This timeline with a price, a promotion or both supposed for the days from {@code firstDay} to
   * {@code lastDay}; the days around them stay.
   *
   * @param price null for the known one
   * @param isPromoted null for what is known
   */
  public OfferTimeline supposing(
      int firstDay, int lastDay, @Nullable Float price, @Nullable Boolean isPromoted) {
    if (price == null && isPromoted == null) {
      return this;
    }
    TreeSet<Integer> starts = new TreeSet<>();
    starts.add(firstDay);
    starts.add(lastDay + 1);
    for (int day : fromDays) {
      starts.add(day);
    }
    int[] days = starts.stream().mapToInt(Integer::intValue).toArray();
    float[] supposedPrices = new float[days.length];
    boolean[] promotions = new boolean[days.length];
    for (int i = 0; i < days.length; i++) {
      boolean isSupposed = days[i] >= firstDay && days[i] <= lastDay;
      supposedPrices[i] = (isSupposed && price != null) ? price : price(days[i]);
      promotions[i] = (isSupposed && isPromoted != null) ? isPromoted : promoted(days[i]);
    }
    return new OfferTimeline(days, supposedPrices, promotions);
  }
}
