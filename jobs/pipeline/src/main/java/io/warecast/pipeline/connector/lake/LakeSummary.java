package io.warecast.pipeline.connector.lake;

/**
 * What an import has written.
 *
 * @param series single items, or totals where the source knows only those
 * @param groups group series that the import added up itself
 * @param offers series that have a timeline of offers
 * @param firstDay first epoch day of demand
 * @param lastDay last epoch day of demand
 * @param bytes size of all files
 */
public record LakeSummary(
    long warehouses,
    long items,
    long series,
    long groups,
    long offers,
    long events,
    long weather,
    long orders,
    int firstDay,
    int lastDay,
    long bytes) {}
