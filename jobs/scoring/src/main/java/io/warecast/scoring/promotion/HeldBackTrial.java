package io.warecast.scoring.promotion;

import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Promotion;
import io.warecast.scoring.calibration.CalibratedForecast;
import io.warecast.scoring.calibration.HeldBackForecast;
import io.warecast.scoring.registry.ModelRegistry;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a version before the gate with forecasts of days that neither it nor the one in use knew.
 *
 * @param registry URI of the registry's root folder
 * @param name of the model
 * @param candidate the version to be judged
 * @param candidateModel the version that forecasts in its place: the same, fitted without the last
 *     weeks
 * @param championModel likewise for the one in use; empty when there is none that knows as little
 * @param remark why the one in use does not take part; empty when it does or there is none
 * @param categories by item id; items without a category are left out
 */
public record HeldBackTrial(
    String registry,
    String name,
    String candidate,
    String candidateModel,
    String championModel,
    String remark,
    Map<String, String> categories)
    implements Serializable {

  public HeldBackTrial {
    categories = Map.copyOf(categories);
  }

  public boolean hasChampion() {
    return !championModel.isEmpty();
  }

  /**
   * Decides, and moves the aliases accordingly.
   *
   * @param ofCandidate in an order that does not depend on chance
   * @param ofChampion likewise, for the same series and origins; empty when it does not take part
   */
  public Promotion run(List<HeldBackForecast> ofCandidate, List<HeldBackForecast> ofChampion) {
    Promotion decided = decide(ofCandidate, ofChampion);
    promotion(ModelRegistry.at(registry, name)).settle(List.of(decided));
    return decided;
  }

  /**
   * Decides and records it, but moves no alias, which several that run at once must not do.
   *
   * @param ofCandidate as in {@link #run}
   * @param ofChampion as in {@link #run}
   */
  public Promotion decide(List<HeldBackForecast> ofCandidate, List<HeldBackForecast> ofChampion) {
    ModelRegistry models = ModelRegistry.at(registry, name);
    return promotion(models)
        .decide(
            candidate,
            remark,
            HeldBackComparison.of(
                calibrated(models, candidateModel, ofCandidate),
                hasChampion()
                    ? Optional.of(calibrated(models, championModel, ofChampion))
                    : Optional.empty()));
  }

  private CandidatePromotion promotion(ModelRegistry models) {
    return new CandidatePromotion(
        models, new PromotionGate(GateLimits.of(models.manifest(candidate))));
  }

  private HeldBackComparison.Forecasts calibrated(
      ModelRegistry models, String version, List<HeldBackForecast> forecasts) {
    ModelManifest manifest = models.manifest(version);
    return new HeldBackComparison.Forecasts(
        CalibratedForecast.all(
            forecasts, categories, models.calibration(manifest), manifest.levels()),
        manifest.levels());
  }
}
