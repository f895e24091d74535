package io.warecast.domain.demand;

import io.warecast.domain.series.SeriesKey;

/**
 * A closed demand day, or its correction.
 *
 * @param day epoch day, local to the warehouse
 * @param units as the next forecast sees them; never negative
 * @param revision grows with every correction of a series: the higher replaces the lower
 */
public record DemandDay(SeriesKey key, int day, float units, long revision) {}
