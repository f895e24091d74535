package io.warecast.benchmarks;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What {@code bench model-size} trains on, and how long it scores.
 *
 * @param lakeUri the data; nothing in it is changed
 * @param asOf the origin; the last day whose {@link #HORIZON} days the lake knows when empty
 * @param warehouses how many, the first by id
 * @param rows to train on
 * @param scoring of the feature rows at the origin; a quick one trains fewer variants of fewer
 *     trees
 */
public record ModelSizePlan(
    String lakeUri, Optional<LocalDate> asOf, int warehouses, int rows, ScoringPlan scoring) {

  /** Days after the origin that forecasts are held against. */
  static final int HORIZON = 28;
}
