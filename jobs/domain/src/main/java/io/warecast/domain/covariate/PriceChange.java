package io.warecast.domain.covariate;

import io.warecast.domain.series.SeriesKey;

/**
 * The price and promotion of a series from a day on, until the next change.
 *
 * @param fromDay epoch day, local to the warehouse
 * @param price of one unit; {@code NaN} when not for sale
 */
public record PriceChange(SeriesKey key, int fromDay, float price, boolean promoted) {}
