package io.warecast.domain.demand;

/**
 * What a warehouse sold in one hour of one local day, from which its intraday profile is learned.
 *
 * @param day epoch day, local to the warehouse
 * @param hour of the local clock, 0 to 23
 * @param micros millionths of a unit, see {@link Quantity}
 */
public record HourlyUnits(String warehouseId, int day, int hour, long micros) {}
