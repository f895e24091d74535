package io.warecast.scoring.calibration;

import io.warecast.domain.model.NewItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds what items that had not sold at a held-back origin sold on the days after it: on those that
 * are known, which days on offer without any order are.
 */
final class NewItemChoice {

  /** Days of a category below which all categories together speak for it. */
  private static final int FEWEST_DAYS = 100;

  private static final String ALL = "";

  private NewItemChoice() {}

  /**
   * Of each category with enough days, and of all together; nothing when even these are too few.
   *
   * @param categories by item id; items without a category are left out
   * @param levels quantile levels, ascending
   */
  static List<NewItems> choose(
      List<HeldBackForecast> forecasts, Map<String, String> categories, float[] levels) {
    SortedMap<String, List<Float>> units = new TreeMap<>();
    for (HeldBackForecast each : forecasts) {
      if (each.isUnsold()) {
        String category = categories.getOrDefault(each.key().itemId(), ALL);
        for (float actual : each.actual()) {
          if (!Float.isNaN(actual)) {
            units.computeIfAbsent(category, key -> new ArrayList<>()).add(actual);
            if (!category.equals(ALL)) {
              units.computeIfAbsent(ALL, key -> new ArrayList<>()).add(actual);
            }
          }
        }
      }
    }
    return units.entrySet().stream()
        .filter(each -> each.getValue().size() >= FEWEST_DAYS)
        .map(each -> newItems(each.getKey(), each.getValue(), levels))
        .toList();
  }

  private static NewItems newItems(String category, List<Float> units, float[] levels) {
    float[] sorted = new float[units.size()];
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = units.get(i);
      sum += sorted[i];
    }
    Arrays.sort(sorted);
    List<Float> quantiles = new ArrayList<>();
    for (float level : levels) {
      quantiles.add(sorted[(int) Math.ceil(level * sorted.length) - 1]);
    }
    return new NewItems(category, sorted.length, sum / sorted.length, quantiles);
  }
}
