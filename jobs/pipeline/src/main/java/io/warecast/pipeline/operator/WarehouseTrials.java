package io.warecast.pipeline.operator;

import io.warecast.scoring.calibration.HeldBackForecast;
import io.warecast.scoring.promotion.HeldBackTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the model of each warehouse before the gate; what the gate says is recorded, and no alias
 * moved.
 *
 * @param trials by warehouse
 */
public record WarehouseTrials(Map<String, HeldBackTrial> trials)
    implements WarehouseWork<JudgedForecast> {

  public WarehouseTrials {
    trials = Map.copyOf(trials);
  }

  @Override
  public String warehouseId(JudgedForecast judged) {
    return judged.forecast().key().warehouseId();
  }

  @Override
  public Optional<String> run(String warehouseId, List<JudgedForecast> judged, Runnable onRound) {
    of(trials, warehouseId).decide(sorted(judged, true), sorted(judged, false));
    return Optional.empty();
  }

  private static List<HeldBackForecast> sorted(List<JudgedForecast> judged, boolean ofCandidate) {
    List<HeldBackForecast> forecasts = new ArrayList<>();
    for (JudgedForecast each : judged) {
      if (each.isCandidate() == ofCandidate) {
        forecasts.add(each.forecast());
      }
    }
    forecasts.sort(HeldBackForecast.BY_SERIES);
    return forecasts;
  }

  /** What there is for a warehouse, which the operator asks about only when there is something. */
  static <V> V of(Map<String, V> byWarehouse, String warehouseId) {
    V found = byWarehouse.get(warehouseId);
    if (found == null) {
      throw new IllegalArgumentException("there is no work for warehouse " + warehouseId);
    }
    return found;
  }
}
