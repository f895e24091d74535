package io.warecast.scoring.calibration;

import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A held-back forecast as it would have been served: intervals moved, ordered, and aligned with the
 * group's forecast.
 *
 * @param made as the operator made it, with what happened
 * @param group the group series that it was aligned with; itself for groups
 * @param mean units, one a step
 * @param quantiles units by level, then by step
 */
public record CalibratedForecast(
    HeldBackForecast made, SeriesKey group, float[] mean, float[][] quantiles) {

  /**
   * Forecasts of one model under its calibration, of what had sold: what is expected of other items
   * may have been learned from these very days.
   *
   * @param forecasts of items and groups at the same origins
   * @param categories by item id; items without a category are left out
   * @param levels quantile levels, ascending
   */
  public static List<CalibratedForecast> all(
      List<HeldBackForecast> forecasts,
      Map<String, String> categories,
      ModelCalibration calibration,
      float[] levels) {
    Damping damping = calibration.dampingBySteps();
    ConformalOffsets offsets = calibration.conformalOffsets(levels);
    return HeldBackGroups.join(forecasts, categories).stream()
        .filter(grouped -> !grouped.made().isUnsold())
        .map(grouped -> of(grouped, damping, offsets))
        .toList();
  }

  private static CalibratedForecast of(
      GroupedForecast grouped, Damping damping, ConformalOffsets offsets) {
    HeldBackForecast made = grouped.made();
    float[][] quantiles =
        Arrays.stream(made.quantiles()).map(float[]::clone).toArray(float[][]::new);
    if (made.method() == Method.XGBOOST || made.method() == Method.SEASONAL) {
      offsets.move(made.demandClass(), quantiles);
    }
    Quantiles.enclose(made.mean(), quantiles);
    float[] mean = made.mean().clone();
    for (int step = 1; step <= mean.length; step++) {
      float factor = (float) grouped.factor(step, damping.at(step));
      mean[step - 1] *= factor;
      for (float[] row : quantiles) {
        row[step - 1] *= factor;
      }
    }
    return new CalibratedForecast(made, grouped.group(), mean, quantiles);
  }
}
