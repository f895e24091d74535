package io.warecast.pipeline.job;

import io.warecast.domain.promotion.Promotion;
import java.util.Optional;

/**
 * What a training has come to for one warehouse: a model of its own, or that of all.
 *
 * @param version that its own rows have made, whether or not it exists and is used
 * @param inUse the version of its own that its forecasts come from now; empty when it follows all
 *     others
 * @param decision of the gate about the version; empty when it was not judged
 * @param reason why it was not judged; empty when it was
 * @param isFailure whether that is because something went wrong
 */
public record WarehouseChoice(
    String warehouseId,
    String version,
    String inUse,
    Optional<Promotion> decision,
    String reason,
    boolean isFailure) {

  /** The weightiest reason for the choice, in words. */
  public String why() {
    return decision
        .flatMap(each -> each.reasons().stream().findFirst())
        .orElseGet(() -> (isFailure ? "failed: " : "skipped: ") + reason);
  }
}
