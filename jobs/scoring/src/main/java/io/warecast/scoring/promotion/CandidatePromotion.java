package io.warecast.scoring.promotion;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.scoring.registry.ModelRegistry;
import java.time.Instant;
import java.util.ArrayList;
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
   * What was decided about a version when it was held against the version that is in use now, or as
   * the one in use itself: a decision that a rollback has undone is not made again.
   */
  public Optional<Promotion> standing(String version) {
    Optional<Promotion> before = models.promotion(version);
    String champion = champion(version);
    return champion.isEmpty()
        ? before.filter(each -> models.aliases().versions().containsValue(version))
        : before.filter(each -> each.champion().equals(champion));
  }

  /**
   * Puts a version before the gate and moves the aliases by what that says.
   *
   * @param segments what it and the version in use were measured by
   */
  public Promotion propose(String version, List<SegmentComparison> segments) {
    Promotion decided = decide(version, "", segments);
    settle(List.of(decided));
    return decided;
  }

  /**
   * Puts a version before the gate and records what that says; moves no alias.
   *
   * @param remark on the comparison; empty for none
   * @param segments what it and the version in use were measured by
   */
  Promotion decide(String version, String remark, List<SegmentComparison> segments) {
    ModelManifest manifest = models.manifest(version);
    String champion = champion(version);
    // ISO days sort as text.
    boolean isNewer =
        manifest.warehouseId().isEmpty()
            && !champion.isEmpty()
            && manifest.trainedTo().compareTo(models.manifest(champion).trainedTo()) > 0;
    Promotion decided =
        gate.decide(
            new PromotionGate.Contest(manifest.name(), version, champion, isNewer, remark),
            segments);
    models.record(decided);
    return decided;
  }

  /**
   * Moves the aliases by what the gate has said, all at once. A version of one warehouse becomes
   * that warehouse's own, or the warehouse follows all others.
   */
  public void settle(List<Promotion> decisions) {
    models.change(
        aliases -> {
          ModelAliases next = aliases;
          for (Promotion decided : decisions) {
            next = settled(decided, next);
          }
          return next;
        });
  }

  private ModelAliases settled(Promotion decided, ModelAliases aliases) {
    String version = decided.candidate();
    String warehouseId = models.manifest(version).warehouseId();
    boolean isPromoted = decided.outcome() == Outcome.PROMOTED;
    if (!warehouseId.isEmpty()) {
      return isPromoted
          ? aliases.promoting(version, warehouseId)
          : aliases.returningToAll(warehouseId);
    }
    return isPromoted
        ? aliases.promoting(version).without(ModelAliases.CANDIDATE)
        : aliases.naming(ModelAliases.CANDIDATE, version);
  }

  /**
   * Puts a version before the gate with what its own training has measured: for histories that are
   * too short to hold weeks back.
   */
  public Promotion proposeByValidation(String version) {
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
            Instant.now().toString(),
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

  /**
   * Makes a version the one in use because a person says so.
   *
   * @param warehouseId the only warehouse that is to use it; empty for all that have none of their
   *     own
   * @param isForced whether the gate may have refused it, or never have seen it
   * @throws ActionableException when the gate has not let it through, or was asked about another
   *     warehouse, and it is not forced
   */
  public void promoteByHand(String version, String warehouseId, boolean isForced) {
    String trainedOn = models.manifest(version).warehouseId();
    if (!trainedOn.isEmpty() && !trainedOn.equals(warehouseId) && !isForced) {
      throw new ActionableException(
          "Model version %s knows warehouse %s only and was judged on it alone: add --warehouse %s, or --force to use it elsewhere all the same."
              .formatted(version, trainedOn, trainedOn));
    }
    Optional<Promotion> decided = models.promotion(version);
    boolean hasPassed = decided.filter(each -> each.outcome() != Outcome.REFUSED).isPresent();
    if (!hasPassed && !isForced) {
      throw new ActionableException(
          decided
              .map(
                  each ->
                      "The gate refused model version %s:%n  %s%nAdd --force to use it all the same."
                          .formatted(version, String.join("\n  ", each.reasons())))
              .orElse(
                  "Model version %s was never before the gate: 'warecast models judge %s' puts it there, --force passes it by."
                      .formatted(version, version)));
    }
    if (!hasPassed) {
      models.record(forced(version, warehouseId, decided));
    }
    models.change(
        aliases -> {
          ModelAliases next = aliases.promoting(version, warehouseId);
          boolean wasCandidate = version.equals(aliases.versions().get(ModelAliases.CANDIDATE));
          return wasCandidate ? next.without(ModelAliases.CANDIDATE) : next;
        });
  }

  private Promotion forced(String version, String warehouseId, Optional<Promotion> decided) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        warehouseId.isEmpty() ? "forced by a person" : "forced by a person, for " + warehouseId);
    decided.ifPresent(each -> reasons.addAll(each.reasons()));
    return new Promotion(
        Promotion.FORMAT_VERSION,
        models.manifest(version).name(),
        version,
        champion(version),
        Instant.now().toString(),
        Outcome.FORCED,
        reasons,
        decided.map(Promotion::segments).orElse(List.of()));
  }

  private String champion(String candidate) {
    String latest = models.aliases().versions().getOrDefault(ModelAliases.LATEST, "");
    return latest.equals(candidate) ? "" : latest;
  }
}
