package io.warecast.domain.model;

import io.warecast.domain.demand.DemandClass;

/**
 * How far the bounds of one central interval are moved outward, as a share of the width between the
 * outermost quantiles; negative moves them inward.
 *
 * @param fromStep first of the steps that it is for, up to the next of the same class and interval
 * @param coverage of the interval, such as .95
 */
public record IntervalOffset(
    DemandClass demandClass, int fromStep, double coverage, double offset) {

  public IntervalOffset {
    if (fromStep < 1 || !(coverage > 0 && coverage < 1) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "offset %s of the %s interval from step %d: expected a number, a coverage in (0, 1), a step of 1 or more"
              .formatted(offset, coverage, fromStep));
    }
  }
}
