package io.warecast.benchmarks;

import java.util.List;

/** The summary of {@code bench recalibration}, and the days that it sums up. */
public record RecalibrationReport(BenchReport summary, List<DayCoverage> days) {}
