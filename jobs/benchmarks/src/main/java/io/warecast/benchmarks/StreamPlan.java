package io.warecast.benchmarks;

import java.util.List;

/**
 * How much {@code bench stream} does.
 *
 * @param series of items, a run for each number; their groups come on top
 * @param historyDays in the lake
 * @param days of orders
 * @param ordersPerDay of each series
 * @param quick whether the model has just a tenth of production's trees
 */
public record StreamPlan(
    List<Integer> series, int historyDays, int days, int ordersPerDay, boolean quick) {

  public static final StreamPlan FULL = new StreamPlan(List.of(10_000, 100_000), 400, 3, 10, false);

  /** Just long enough to see that it works. */
  public static final StreamPlan QUICK = new StreamPlan(List.of(200), 120, 2, 5, true);

  /** With other numbers of series, unless there are none. */
  public StreamPlan over(List<Integer> numbers) {
    return numbers.isEmpty()
        ? this
        : new StreamPlan(numbers, historyDays, days, ordersPerDay, quick);
  }
}
