package io.warecast.pipeline.job;

import io.warecast.domain.run.Audit;
import io.warecast.domain.run.ForecastRun;

/**
 * A published run.
 *
 * @param series that were forecast, groups included
 * @param rows forecast days in all
 */
public record RunSummary(ForecastRun run, Audit audit, long series, long rows) {}
