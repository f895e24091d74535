package io.warecast.domain.demand;

/**
 * What is known of a series once a day of it is over.
 *
 * @param units of that day; {@code NaN} where unknown
 * @param demandClass with that day as the last
 */
public record ClosedDay(float units, DemandClass demandClass) {}
