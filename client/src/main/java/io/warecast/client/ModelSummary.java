package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A model version.
 *
 * @param outcome what the promotion gate decided: promoted, refused or forced; empty when it never
 *     saw the version
 * @param metrics by name, such as {@code held_back_wape}
 */
public record ModelSummary(
    String modelVersion,
    List<String> aliases,
    Optional<Instant> createdAt,
    Optional<LocalDate> trainedFrom,
    Optional<LocalDate> trainedTo,
    OptionalLong rows,
    OptionalInt series,
    Optional<String> outcome,
    Map<String, OptionalDouble> metrics) {}
