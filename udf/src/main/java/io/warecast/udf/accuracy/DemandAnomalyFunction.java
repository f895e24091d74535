package io.warecast.udf.accuracy;

import io.warecast.domain.ActionableException;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code DEMAND_ANOMALY(units, mean, lower, upper)}: how far demand lies beyond the interval, in
 * distances of that bound from the mean: 0 within it, 1 twice as far out as the upper bound, below
 * 0 under the lower bound. NULL where one of them is.
 */
public final class DemandAnomalyFunction extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  /** Distances are at least this many units: bounds at the mean would make everything infinite. */
  private static final double LEAST_DISTANCE = .5;

  /** The score of a day. */
  public @Nullable Double eval(
      @Nullable Double units,
      @Nullable Double mean,
      @Nullable Double lower,
      @Nullable Double upper) {
    if (units == null || mean == null || lower == null || upper == null) {
      return null;
    }
    if (lower > upper) {
      throw new ActionableException(
          "DEMAND_ANOMALY: argument lower is %s and upper %s: give the lower bound first"
              .formatted(lower, upper));
    }
    if (units > upper) {
      return (units - upper) / Math.max(LEAST_DISTANCE, upper - mean);
    }
    return units < lower ? (units - lower) / Math.max(LEAST_DISTANCE, mean - lower) : 0.;
  }
}
