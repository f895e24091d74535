package io.warecast.domain.monitoring;

/**
 * Something that a person should look at. Warehouse, day, kind and subject are its identity: there
 * is at most one for each cause and day.
 *
 * @param day epoch day, local to the warehouse
 * @param subject what of it: an interval ({@code 95}), a direction ({@code too_low}), a feature
 * @param value that was found
 * @param limit that it went beyond
 * @param raisedAt epoch millis of the end of the day
 * @param detail a sentence for people
 */
public record Alert(
    String warehouseId,
    int day,
    AlertKind kind,
    String subject,
    double value,
    double limit,
    long raisedAt,
    String detail) {}
