package io.warecast.scoring.calibration;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.StepDamping;
import java.util.List;
import java.util.Map;

/** Chooses all that a model's calibration says, from forecasts whose outcome is known. */
public final class CalibrationChoice {

  private CalibrationChoice() {}

  /**
   * The calibration under which the forecasts would have been best; nothing is changed without any.
   *
   * @param forecasts in an order that does not depend on chance
   * @param categories by item id; items without a category are left out
   * @param levels quantile levels, ascending, symmetric around a half
   */
  public static ModelCalibration choose(
      List<HeldBackForecast> forecasts, Map<String, String> categories, float[] levels) {
    List<GroupedForecast> grouped = HeldBackGroups.join(forecasts, categories);
    List<GroupedForecast> sold = grouped.stream().filter(each -> !each.made().isUnsold()).toList();
    List<StepDamping> damping = DampingChoice.choose(sold);
    Map<DemandClass, Method> methods = MethodChoice.choose(forecasts);
    ModelCalibration aligned =
        new ModelCalibration(
            ModelCalibration.FORMAT_VERSION, damping, methods, List.of(), List.of());
    return new ModelCalibration(
        ModelCalibration.FORMAT_VERSION,
        damping,
        methods,
        new OffsetChoice(levels, aligned.dampingBySteps()).choose(sold),
        NewItemChoice.choose(forecasts, categories, levels));
  }
}
