package io.warecast.benchmarks;

import java.util.List;

/**
 * How much {@code bench stream} does.
 *
 * @param series of items, a run for each number; their groups come on top
 * @param historyDays in the lake
 * @param days of orders, unless these are more than {@code mostOrders}
 * @param ordersPerDay of each series
 * @param mostOrders of a run; many series have them in fewer days, but always one day closes
 * @param quick whether the model has just a tenth of production's trees, and the job a checkpoint
 *     every two seconds
 */
public record StreamPlan(
    List<Integer> series,
    int historyDays,
    int days,
    int ordersPerDay,
    long mostOrders,
    boolean quick) {

  /** Both sizes take some ten minutes on two cores. */
  public static final StreamPlan FULL =
      new StreamPlan(List.of(10_000, 100_000), 400, 3, 10, 1_250_000, false);

  private static final int HOURS_A_DAY = 24;

  /** A day, which closes, and some of the next. */
  private static final int FEWEST_HOURS = 30;

  /** Just long enough to see that it works. */
  public static final StreamPlan QUICK = new StreamPlan(List.of(200), 120, 2, 5, 1_250_000, true);

  /** With other numbers of series, unless there are none. */
  public StreamPlan over(List<Integer> numbers) {
    return numbers.isEmpty()
        ? this
        : new StreamPlan(numbers, historyDays, days, ordersPerDay, mostOrders, quick);
  }

  /** With another limit of a run's orders. */
  public StreamPlan upTo(long orders) {
    return new StreamPlan(series, historyDays, days, ordersPerDay, orders, quick);
  }

  /** Event time of the orders of a run. */
  int hours(int count) {
    long affordable = mostOrders * HOURS_A_DAY / ((long) ordersPerDay * count);
    return (int) Math.min((long) HOURS_A_DAY * days, Math.max(FEWEST_HOURS, affordable));
  }

  /** Orders of a run. */
  long orders(int count) {
    return (long) count * ordersPerDay * hours(count) / HOURS_A_DAY;
  }
}
