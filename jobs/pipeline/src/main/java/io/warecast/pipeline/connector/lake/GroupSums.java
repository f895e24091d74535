package io.warecast.pipeline.connector.lake;

import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the items of one warehouse to its total and its categories. A day's unknown items are
 * left out of its sum; a day without a known item is unknown.
 */
final class GroupSums {

  private final SeriesKey total;
  private final Map<SeriesKey, double[]> sums =
      new TreeMap<>((a, b) -> a.itemId().compareTo(b.itemId()));
  private int firstDay;
  private int days;

  GroupSums(String warehouseId) {
    total = SeriesKey.total(warehouseId);
  }

  void add(Item item, DemandStretch stretch) {
    cover(stretch.firstDay(), stretch.lastDay());
    add(total, stretch);
    if (!item.category().isBlank()) {
      add(SeriesKey.category(total.warehouseId(), item.category()), stretch);
    }
  }

  /** The group series, each from the first to the last day of the warehouse's data. */
  List<DemandStretch> stretches() {
    List<DemandStretch> stretches = new ArrayList<>(sums.size());
    sums.forEach(
        (key, sum) -> {
          float[] units = new float[days];
          for (int i = 0; i < days; i++) {
            units[i] = (float) sum[i];
          }
          stretches.add(new DemandStretch(key, firstDay, units));
        });
    return stretches;
  }

  private void add(SeriesKey group, DemandStretch stretch) {
    double[] sum = sums.computeIfAbsent(group, key -> unknown(days));
    float[] units = stretch.units();
    int offset = stretch.firstDay() - firstDay;
    for (int i = 0; i < units.length; i++) {
      if (!Float.isNaN(units[i])) {
        double before = sum[offset + i];
        sum[offset + i] = Double.isNaN(before) ? units[i] : before + units[i];
      }
    }
  }

  private void cover(int from, int to) {
    int first = days == 0 ? from : Math.min(firstDay, from);
    int last = days == 0 ? to : Math.max(firstDay + days - 1, to);
    if (last - first + 1 > days) {
      int wanted = last - first + 1;
      int shift = firstDay - first;
      int before = days;
      sums.replaceAll(
          (key, sum) -> {
            double[] wider = unknown(wanted);
            System.arraycopy(sum, 0, wider, shift, before);
            return wider;
          });
      firstDay = first;
      days = wanted;
    }
  }

  private static double[] unknown(int days) {
    double[] sum = new double[days];
    Arrays.fill(sum, Double.NaN);
    return sum;
  }
}
