package io.warecast.scoring.calibration;

import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.domain.model.ModelCalibration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good held-back forecasts are under a calibration. Means are honest; coverages are those of
 * the days that the calibration was chosen on.
 */
public final class CalibrationMeasures {

  /**
   * Share of a day's units by which a bound that was met may be missed, since floats have been
   * multiplied and divided on the way; none of a day without demand.
   */
  private static final double TOLERANCE = 1e-5;

  private final float[] levels;
  private final Damping damping;
  private final ConformalOffsets offsets;
  private final int[] inside;
  private double units;
  private double error;
  private double absoluteError;
  private double weekdayMeanError;
  private long days;

  private CalibrationMeasures(ModelCalibration calibration, float[] levels) {
    this.levels = levels;
    this.damping = calibration.dampingBySteps();
    this.offsets = calibration.conformalOffsets(levels);
    this.inside = new int[levels.length / 2];
  }

  /**
   * WAPE and bias of items as shares of their units, that of the weekday mean, and the coverage of
   * each interval; empty when nothing was held back.
   */
  public static Map<String, Double> of(
      List<HeldBackForecast> forecasts,
      Map<String, String> categories,
      ModelCalibration calibration,
      float[] levels) {
    CalibrationMeasures measures = new CalibrationMeasures(calibration, levels);
    for (GroupedForecast each : HeldBackGroups.join(forecasts, categories)) {
      // What is expected of those that had not sold was learned from these very days.
      if (!each.made().key().isGroup() && !each.made().isUnsold()) {
        measures.add(each);
      }
    }
    return measures.metrics();
  }

  @SuppressWarnings("EnumOrdinal") // the order in which the forecasts hold them
  private void add(GroupedForecast grouped) {
    HeldBackForecast made = grouped.made();
    float[][] quantiles =
        Arrays.stream(made.quantiles()).map(float[]::clone).toArray(float[][]::new);
    offsets.move(made.demandClass(), quantiles);
    Quantiles.enclose(made.mean(), quantiles);
    float[] weekdayMean = made.baselines()[BaselineForecaster.WEEKDAY_MEAN.ordinal()];
    for (int step = 1; step <= made.steps(); step++) {
      float actual = made.actual()[step - 1];
      if (!Float.isNaN(actual)) {
        double factor = grouped.factor(step, damping.at(step));
        double mean = factor * made.mean()[step - 1];
        units += actual;
        error += mean - actual;
        absoluteError += Math.abs(mean - actual);
        weekdayMeanError += Math.abs(weekdayMean[step - 1] - actual);
        days++;
        for (int pair = 0; pair < inside.length; pair++) {
          boolean isInside =
              actual * (1 + TOLERANCE) >= factor * quantiles[pair][step - 1]
                  && actual * (1 - TOLERANCE)
                      <= factor * quantiles[levels.length - 1 - pair][step - 1];
          inside[pair] += isInside ? 1 : 0;
        }
      }
    }
  }

  private Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    if (days > 0 && units > 0) {
      metrics.put("held_back_days", (double) days);
      metrics.put("held_back_wape", absoluteError / units);
      metrics.put("held_back_bias", error / units);
      metrics.put("held_back_wape_weekday_mean", weekdayMeanError / units);
      for (int pair = 0; pair < inside.length; pair++) {
        int percent = (int) Math.round(100.0 * (levels[levels.length - 1 - pair] - levels[pair]));
        metrics.put("held_back_coverage_" + percent, inside[pair] / (double) days);
      }
    }
    return metrics;
  }
}
