package io.warecast.client;

import java.util.Map;
import java.util.Optional;

/**
 * A model version with what the registry knows of it.
 *
 * @param decision what the promotion gate decided and why
 * @param card for people, in Markdown
 */
public record ModelDetail(
    ModelSummary summary,
    Map<String, Object> manifest,
    Optional<Map<String, Object>> decision,
    Optional<String> card) {}
