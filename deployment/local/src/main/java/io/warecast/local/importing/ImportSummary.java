package io.warecast.local.importing;

import io.warecast.pipeline.connector.lake.LakeSummary;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an import brought into the lake.
 *
 * @param rejects rows that were refused
 * @param rejectFile where they are kept; empty when there are none
 */
public record ImportSummary(LakeSummary lake, long rejects, Optional<Path> rejectFile) {}
