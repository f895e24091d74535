package io.warecast.scoring.calibration;

import io.warecast.domain.forecast.Empirical;
import io.warecast.domain.model.NewItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Map<String, Values> units = new TreeMap<>();
    units.put(ALL, new Values());
    for (HeldBackForecast each : forecasts) {
      if (each.isUnsold()) {
        String category = categories.get(each.key().itemId());
        for (float actual : each.actual()) {
          if (!Float.isNaN(actual)) {
            units.get(ALL).add(actual);
            if (category != null) {
              units.computeIfAbsent(category, key -> new Values()).add(actual);
            }
          }
        }
      }
    }
    List<NewItems> chosen = new ArrayList<>();
    units.forEach(
        (category, values) -> {
          if (values.size() >= FEWEST_DAYS) {
            chosen.add(newItems(category, values.observed(), levels));
          }
        });
    return chosen;
  }

  private static NewItems newItems(String category, Empirical units, float[] levels) {
    List<Float> quantiles = new ArrayList<>();
    for (float level : levels) {
      quantiles.add(units.quantile(level));
    }
    return new NewItems(category, units.size(), units.mean(), quantiles);
  }
}
