package io.warecast.scoring.calibration;

import io.warecast.domain.model.StepDamping;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds how far items are best moved to the forecast of their group: the power of the ratio between
 * the two with which sums of items would have come nearest to what happened, in groups and in whole
 * warehouses alike.
 */
final class DampingChoice {

  /**
   * Never all the way: the sum of the items errs otherwise than their group's forecast, and two
   * combined err less than the better of them (Bates and Granger 1969), whatever two held-back
   * origins say.
   */
  private static final double[] POWERS = {0, .2, .4, .6, .8};

  /**
   * Share of a week's own loss in its choice; the rest is that of all weeks, since a few origins
   * are one season and say little of a single week.
   */
  private static final double OWN_WEEK = .3;

  private DampingChoice() {}

  /** The damping of each week of the horizon that there is a known day in. */
  static List<StepDamping> choose(Collection<GroupedForecast> forecasts) {
    double[][] losses = losses(forecasts);
    double[] together = new double[POWERS.length];
    for (double[] ofWeek : losses) {
      for (int power = 0; power < POWERS.length; power++) {
        together[power] += ofWeek[power];
      }
    }
    if (sum(together) == 0) {
      return List.of();
    }
    List<StepDamping> chosen = new ArrayList<>();
    for (int week = 0; week < StepStretches.COUNT; week++) {
      double ownTotal = sum(losses[week]);
      double[] mixed = new double[POWERS.length];
      for (int power = 0; power < POWERS.length; power++) {
        double own = ownTotal > 0 ? losses[week][power] / ownTotal : 0;
        mixed[power] = OWN_WEEK * own + (1 - OWN_WEEK) * together[power] / sum(together);
      }
      chosen.add(new StepDamping(StepStretches.fromStep(week), POWERS[smallest(mixed)]));
    }
    return chosen;
  }

  /** By week and power: errors of groups and of warehouses as shares of their units. */
  private static double[][] losses(Collection<GroupedForecast> forecasts) {
    Map<SumKey, Sums> groups = new LinkedHashMap<>();
    Map<SumKey, Sums> warehouses = new LinkedHashMap<>();
    for (GroupedForecast each : forecasts) {
      SeriesKey key = each.made().key();
      if (!key.isGroup()) {
        add(groups, each.group(), each);
        add(warehouses, SeriesKey.total(key.warehouseId()), each);
      }
    }
    double[][] losses = new double[StepStretches.COUNT][POWERS.length];
    addLosses(groups, losses);
    addLosses(warehouses, losses);
    return losses;
  }

  private static void add(Map<SumKey, Sums> sums, SeriesKey group, GroupedForecast item) {
    sums.computeIfAbsent(
            new SumKey(group, item.made().originDay()), key -> new Sums(item.made().steps()))
        .add(item);
  }

  private static void addLosses(Map<SumKey, Sums> sums, double[][] losses) {
    double[][] errors = new double[StepStretches.COUNT][POWERS.length];
    double units = 0;
    for (Sums each : sums.values()) {
      units += each.addErrors(errors);
    }
    if (units > 0) {
      for (int week = 0; week < errors.length; week++) {
        for (int power = 0; power < POWERS.length; power++) {
          losses[week][power] += errors[week][power] / units;
        }
      }
    }
  }

  private static int smallest(double[] values) {
    int best = values.length - 1;
    for (int i = values.length - 2; i >= 0; i--) {
      if (values[i] < values[best]) {
        best = i;
      }
    }
    return best;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private record SumKey(SeriesKey group, int originDay) {}

  /** Items of a group at one origin added up, by step. */
  private static final class Sums {
    private final double[] actual;
    private final double[][] aligned;

    Sums(int steps) {
      actual = new double[steps];
      aligned = new double[POWERS.length][steps];
    }

    void add(GroupedForecast grouped) {
      HeldBackForecast item = grouped.made();
      for (int step = 0; step < actual.length; step++) {
        if (step < item.steps() && !Float.isNaN(item.actual()[step])) {
          actual[step] += item.actual()[step];
          for (int power = 0; power < POWERS.length; power++) {
            aligned[power][step] += item.mean()[step] * grouped.factor(step + 1, POWERS[power]);
          }
        }
      }
    }

    /** Adds each week's root of the mean squared error of its days; returns the units. */
    double addErrors(double[][] errors) {
      for (int power = 0; power < POWERS.length; power++) {
        double[] squares = new double[StepStretches.COUNT];
        for (int step = 0; step < actual.length; step++) {
          double error = aligned[power][step] - actual[step];
          squares[StepStretches.of(step + 1)] += error * error;
        }
        for (int week = 0; week < squares.length; week++) {
          errors[week][power] += Math.sqrt(squares[week]);
        }
      }
      return sum(actual);
    }
  }
}
