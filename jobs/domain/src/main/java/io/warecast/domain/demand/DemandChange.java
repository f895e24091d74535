package io.warecast.domain.demand;

import io.warecast.domain.series.SeriesKey;

/**
 * What accepted orders add to one demand day of a series.
 *
 * @param day epoch day, local to the warehouse
 * @param micros millionths of a unit, see {@link Quantity}; negative when more was cancelled than
 *     ordered
 * @param orderedAt epoch millis of the latest of these orders
 */
public record DemandChange(SeriesKey key, int day, long micros, long orderedAt) {}
