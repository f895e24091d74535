package io.warecast.benchmarks;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What {@code bench recalibration} replays.
 *
 * @param lakeUri the data; nothing in it is changed
 * @param until last day of the replay; that of the lake when empty
 * @param warehouses how many, the first by id; demand of the first of them shifts
 * @param before days replayed before the shift
 * @param after days replayed after it
 * @param rows to train on
 */
public record RecalibrationPlan(
    String lakeUri, Optional<LocalDate> until, int warehouses, int before, int after, int rows) {

  /** Share of units that come on top once demand has shifted. */
  static final double SHIFT = .4;

  int days() {
    return before + after;
  }
}
