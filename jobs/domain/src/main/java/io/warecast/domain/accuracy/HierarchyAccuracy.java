package io.warecast.domain.accuracy;

import io.warecast.domain.demand.DemandHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * WRMSSE of one or more forecasters at one origin: the RMSSE of items and of their sums at several
 * levels, each level's weighted by what its members sold, and the mean over the levels (M5
 * Competitors' Guide, 2020). Bottom-up: sums of forecasts are held against sums of actuals.
 */
public final class HierarchyAccuracy {

  private final int originDay;
  private final int horizon;
  private final int forecasters;
  private final List<Map<String, Node>> levels = new ArrayList<>();
  private final WeightedMean[] items;

  /**
   * Nothing yet.
   *
   * @param sums levels above the single item
   * @param forecasters that are compared
   */
  public HierarchyAccuracy(int originDay, int horizon, int sums, int forecasters) {
    this.originDay = originDay;
    this.horizon = horizon;
    this.forecasters = forecasters;
    for (int level = 0; level < sums; level++) {
      levels.add(new HashMap<>());
    }
    this.items = new WeightedMean[forecasters];
    Arrays.fill(items, WeightedMean.NONE);
  }

  /**
   * Adds an item.
   *
   * @param nodes that it belongs to, one a level above the item
   * @param weight what it sold, in money or in units
   * @param history may reach beyond the origin; what lies there is not looked at
   * @param actual units, one a step; {@code NaN} where unknown, which counts for nobody
   * @param means by forecaster, then by step
   */
  public void add(
      List<String> nodes, double weight, DemandHistory history, float[] actual, float[][] means) {
    SeriesScale scale = SeriesScale.of(history, originDay);
    for (int f = 0; f < forecasters && scale.isUsable(); f++) {
      PointAccuracy errors = PointAccuracy.NONE;
      for (int step = 0; step < horizon; step++) {
        errors = errors.plus(actual[step], means[f][step]);
      }
      items[f] = items[f].plus(scale.rmsse(errors), weight);
    }
    DemandHistory known = history.upTo(originDay);
    for (int level = 0; level < levels.size(); level++) {
      levels
          .get(level)
          .computeIfAbsent(nodes.get(level), name -> new Node(horizon, forecasters))
          .add(weight, known, actual, means);
    }
  }

  /** Of a forecaster, at each level in the order of the nodes, and last of the single items. */
  public List<Double> wrmsseByLevel(int forecaster) {
    List<Double> values = new ArrayList<>();
    for (Map<String, Node> level : levels) {
      WeightedMean mean = WeightedMean.NONE;
      for (Node node : level.values()) {
        mean = mean.plus(node.rmsse(forecaster, originDay), node.weight);
      }
      values.add(mean.value());
    }
    values.add(items[forecaster].value());
    return values;
  }

  /** Of a forecaster, the mean over the levels. */
  public double wrmsse(int forecaster) {
    return wrmsseByLevel(forecaster).stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** A sum of items. */
  private static final class Node {
    private final float[] actual;
    private final float[][] means;
    private int firstDay;
    private float[] units = {};
    private double weight;

    Node(int horizon, int forecasters) {
      actual = new float[horizon];
      means = new float[forecasters][horizon];
    }

    void add(double itsWeight, DemandHistory history, float[] itsActual, float[][] itsMeans) {
      weight += itsWeight;
      reach(history);
      for (int i = 0; i < history.units().length; i++) {
        if (!Float.isNaN(history.units()[i])) {
          units[history.firstDay() - firstDay + i] += history.units()[i];
        }
      }
      for (int step = 0; step < actual.length; step++) {
        if (!Float.isNaN(itsActual[step])) {
          actual[step] += itsActual[step];
          for (int f = 0; f < means.length; f++) {
            means[f][step] += itsMeans[f][step];
          }
        }
      }
    }

    private void reach(DemandHistory history) {
      if (history.isEmpty()) {
        return;
      }
      int first = units.length == 0 ? history.firstDay() : Math.min(firstDay, history.firstDay());
      int last =
          units.length == 0
              ? history.lastDay()
              : Math.max(firstDay + units.length - 1, history.lastDay());
      if (first != firstDay || last - first + 1 != units.length) {
        float[] longer = new float[last - first + 1];
        System.arraycopy(units, 0, longer, units.length == 0 ? 0 : firstDay - first, units.length);
        firstDay = first;
        units = longer;
      }
    }

    /** {@code NaN} for a node that never moves. */
    double rmsse(int forecaster, int originDay) {
      SeriesScale scale = SeriesScale.of(new DemandHistory(firstDay, units), originDay);
      PointAccuracy errors = PointAccuracy.NONE;
      for (int step = 0; step < actual.length; step++) {
        errors = errors.plus(actual[step], means[forecaster][step]);
      }
      return scale.isUsable() ? scale.rmsse(errors) : Double.NaN;
    }
  }
}
