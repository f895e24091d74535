package io.warecast.scoring.training;

import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.monitoring.FeatureHistograms;
import io.warecast.scoring.calibration.CalibrationChoice;
import io.warecast.scoring.calibration.CalibrationMeasures;
import io.warecast.scoring.calibration.HeldBackForecast;
import io.warecast.scoring.registry.ModelRegistry;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The last step of a training: what held-back forecasts teach joins the boosters in a version of
 * its own.
 *
 * @param registry URI of the registry's root folder
 * @param name of the model
 * @param uncalibrated version that holds the boosters
 * @param version to be made
 * @param categories by item id; items without a category are left out
 */
public record ModelCompletion(
    String registry,
    String name,
    String uncalibrated,
    String version,
    Map<String, String> categories)
    implements Serializable {

  public ModelCompletion {
    categories = Map.copyOf(categories);
  }

  /**
   * Chooses the calibration and registers the version.
   *
   * @param forecasts in an order that does not depend on chance
   */
  public ModelManifest run(List<HeldBackForecast> forecasts) {
    ModelRegistry models = ModelRegistry.at(registry, name);
    float[] levels = models.manifest(uncalibrated).levels();
    ModelCalibration calibration = CalibrationChoice.choose(forecasts, categories, levels);
    Map<String, Double> metrics =
        CalibrationMeasures.of(forecasts, categories, calibration, levels);
    ModelManifest manifest = models.calibrate(uncalibrated, version, calibration, metrics);
    models
        .attachment(uncalibrated, FeatureHistograms.FILE)
        .ifPresent(histograms -> models.attach(version, FeatureHistograms.FILE, histograms));
    return manifest;
  }
}
