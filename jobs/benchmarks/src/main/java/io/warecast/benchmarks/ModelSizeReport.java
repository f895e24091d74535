package io.warecast.benchmarks;

import java.util.List;

/**
 * The summary of {@code bench model-size}, and the variants that it sums up.
 *
 * @param variants the default first
 */
public record ModelSizeReport(BenchReport summary, List<VariantFigures> variants) {}
