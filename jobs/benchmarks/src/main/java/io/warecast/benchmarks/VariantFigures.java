package io.warecast.benchmarks;

import io.warecast.domain.accuracy.AccuracyFigure;
import io.warecast.pipeline.backtest.BacktestResult;

/**
 * What a variant of the model takes, and how it fares.
 *
 * @param bytes of the boosters as they are stored
 * @param leaves of all trees
 * @param rate predictions (mean and quantiles of one step) a second of processor time, scoring
 *     alone
 * @param wape share of the units
 * @param bias share of the units
 * @param pinball mean over the quantile levels, in units
 * @param coverage95 share of the days inside of the 95 % interval
 * @param coverage50 share of the days inside of the 50 % interval
 */
public record VariantFigures(
    ModelVariant variant,
    long bytes,
    int leaves,
    Measured rate,
    double wape,
    double bias,
    double wrmsse,
    double pinball,
    double coverage95,
    double coverage50) {

  static VariantFigures of(
      ModelVariant variant, StoredBoosters boosters, Measured rate, BacktestResult backtest) {
    return new VariantFigures(
        variant,
        boosters.bytes(),
        boosters.leaves(),
        rate,
        measure(backtest, "wape"),
        measure(backtest, "bias"),
        measure(backtest, "wrmsse"),
        measure(backtest, "pinball"),
        measure(backtest, "coverage_95"),
        measure(backtest, "coverage_50"));
  }

  private static double measure(BacktestResult backtest, String measure) {
    return backtest
        .overall(AccuracyFigure.MODEL, measure)
        .orElseThrow(() -> new IllegalStateException("the backtest did not measure " + measure));
  }

  /** How much larger an error is than another's, as a share of that. */
  static double loss(double error, double other) {
    return error / other - 1;
  }
}
