package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.model.ModelJson;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Promotion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code model_version}.
 *
 * @param manifest in JSON
 * @param outcome of the gate; this and what follows is null of versions that never were before it
 * @param champion the version in use that it was held against; empty when there was none
 * @param decidedAt ISO instant
 * @param promotion the decision in JSON
 */
public record RegisteredVersion(
    String name,
    String version,
    String manifest,
    @Nullable String outcome,
    @Nullable String champion,
    @Nullable String decidedAt,
    @Nullable String promotion) {

  /** A version as the registry has it. */
  public static RegisteredVersion of(ModelManifest manifest, Optional<Promotion> promotion) {
    return new RegisteredVersion(
        manifest.name(),
        manifest.version(),
        ModelJson.write(manifest),
        promotion.map(each -> each.outcome().wireName()).orElse(null),
        promotion.map(Promotion::champion).orElse(null),
        promotion.map(Promotion::decidedAt).orElse(null),
        promotion.map(ModelJson::write).orElse(null));
  }
}
