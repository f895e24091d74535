package io.warecast.pipeline.operator;

import io.warecast.scoring.calibration.HeldBackForecast;
import io.warecast.scoring.training.ModelCompletion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Completes the model of each warehouse with what its held-back forecasts teach.
 *
 * @param completions by warehouse
 */
public record WarehouseCalibrations(Map<String, ModelCompletion> completions)
    implements WarehouseWork<HeldBackForecast> {

  public WarehouseCalibrations {
    completions = Map.copyOf(completions);
  }

  @Override
  public String warehouseId(HeldBackForecast forecast) {
    return forecast.key().warehouseId();
  }

  @Override
  public Optional<String> run(
      String warehouseId, List<HeldBackForecast> forecasts, Runnable onRound) {
    forecasts.sort(HeldBackForecast.BY_SERIES);
    WarehouseTrials.of(completions, warehouseId).run(forecasts);
    return Optional.empty();
  }
}
