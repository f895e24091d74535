package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One execution of a job.
 *
 * @param message why it failed
 */
public record Run(
    String runId,
    String kind,
    LocalDate origin,
    RunStatus status,
    int horizon,
    String modelVersion,
    Optional<String> lakeSnapshot,
    OptionalInt seriesCount,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Optional<Instant> publishedAt,
    Optional<String> message) {}
