package io.warecast.scoring.promotion;

import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.List;
import java.util.Optional;

/**
 * The way of a registered version to {@code latest}: it is named {@code candidate}, the gate
 * decides, the decision is written into its folder, and when it passes the aliases move.
 */
public final class CandidatePromotion {

  private final ModelRegistry models;
  private final PromotionGate gate;

  public CandidatePromotion(ModelRegistry models, PromotionGate gate) {
    this.models = models;
    this.gate = gate;
  }

  /**
   * Puts a version before the gate.
   *
   * @param segments what it and the version in use were measured by
   */
  public Promotion propose(String version, List<SegmentComparison> segments) {
    ModelManifest manifest = models.manifest(version);
    Promotion decided = gate.decide(manifest.name(), version, champion(version), segments);
    models.record(decided);
    models.change(
        aliases ->
            decided.outcome() == Outcome.PROMOTED
                ? aliases.promoting(version).without(ModelAliases.CANDIDATE)
                : aliases.naming(ModelAliases.CANDIDATE, version));
    return decided;
  }

  /**
   * Puts a version before the gate with what its own training has measured, until a backtest
   * measures it beside the version in use.
   */
  public Promotion proposeByValidation(String version) {
    Optional<Promotion> before = models.promotion(version);
    String latest = models.aliases().resolve(ModelAliases.LATEST);
    if (version.equals(latest) && before.isPresent()) {
      return before.get();
    }
    String champion = champion(version);
    if (!champion.isEmpty()) {
      ModelManifest candidate = models.manifest(version);
      ModelManifest inUse = models.manifest(champion);
      if (ValidationComparison.isPossible(candidate, inUse)) {
        return propose(version, List.of(ValidationComparison.of(candidate, inUse)));
      }
      return promoteUncompared(candidate, inUse);
    }
    return propose(version, List.of(ValidationComparison.of(models.manifest(version))));
  }

  /** Figures of other days say nothing of which of the two is better: the newer one is taken. */
  private Promotion promoteUncompared(ModelManifest candidate, ModelManifest inUse) {
    Promotion decided =
        new Promotion(
            Promotion.FORMAT_VERSION,
            candidate.name(),
            candidate.version(),
            inUse.version(),
            java.time.Instant.now().toString(),
            Outcome.PROMOTED,
            List.of(
                "not held against version %s, which was validated on other days (up to %s, this one up to %s)"
                    .formatted(inUse.version(), inUse.trainedTo(), candidate.trainedTo())),
            List.of(ValidationComparison.of(candidate)));
    models.record(decided);
    models.change(
        aliases -> aliases.promoting(candidate.version()).without(ModelAliases.CANDIDATE));
    return decided;
  }

  private String champion(String candidate) {
    String latest = models.aliases().versions().getOrDefault(ModelAliases.LATEST, "");
    return latest.equals(candidate) ? "" : latest;
  }
}
