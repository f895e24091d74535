package io.warecast.scoring.calibration;

import io.warecast.domain.hierarchy.AlignmentRatios;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds for held-back forecasts what the alignment stage would find: their group and its ratios.
 */
final class HeldBackGroups {

  private final Map<String, String> categories;
  private final Map<At, double[]> sums = new HashMap<>();
  private final Map<At, float[]> groupMeans = new HashMap<>();

  private HeldBackGroups(Map<String, String> categories) {
    this.categories = categories;
  }

  /**
   * Joins forecasts to their groups.
   *
   * @param categories by item id; items without a category are left out
   */
  static List<GroupedForecast> join(
      List<HeldBackForecast> forecasts, Map<String, String> categories) {
    HeldBackGroups groups = new HeldBackGroups(categories);
    forecasts.forEach(groups::add);
    Map<At, float[]> ratios = new HashMap<>();
    List<GroupedForecast> joined = new ArrayList<>();
    for (HeldBackForecast each : forecasts) {
      SeriesKey group = groups.of(each.key());
      float[] found =
          each.key().isGroup()
              ? ones(each.steps())
              : ratios.computeIfAbsent(new At(group, each.originDay()), groups::ratios);
      joined.add(
          new GroupedForecast(
              each, group, found.length < each.steps() ? ones(each.steps()) : found));
    }
    return joined;
  }

  private void add(HeldBackForecast forecast) {
    SeriesKey key = forecast.key();
    if (!key.isGroup()) {
      addTo(of(key), forecast);
    } else {
      groupMeans.put(new At(key, forecast.originDay()), forecast.mean());
      if (!key.equals(SeriesKey.total(key.warehouseId()))) {
        addTo(SeriesKey.total(key.warehouseId()), forecast);
      }
    }
  }

  private void addTo(SeriesKey group, HeldBackForecast part) {
    double[] sum =
        sums.computeIfAbsent(new At(group, part.originDay()), at -> new double[part.steps()]);
    for (int i = 0; i < Math.min(sum.length, part.steps()); i++) {
      sum[i] += part.mean()[i];
    }
  }

  private float[] ratios(At at) {
    float[] group = groupMeans.get(at);
    double[] sum = sums.get(at);
    return group == null || sum == null
        ? new float[0]
        : AlignmentRatios.of(at.originDay(), Arrays.copyOf(group, sum.length), sum).ratios();
  }

  private SeriesKey of(SeriesKey key) {
    if (key.isGroup()) {
      return key;
    }
    String category = categories.get(key.itemId());
    return category == null
        ? SeriesKey.total(key.warehouseId())
        : SeriesKey.category(key.warehouseId(), category);
  }

  private static float[] ones(int steps) {
    float[] ones = new float[steps];
    Arrays.fill(ones, 1);
    return ones;
  }

  private record At(SeriesKey group, int originDay) {}
}
