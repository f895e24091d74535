package io.warecast.local.importing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What an import brought into the lake.
 *
 * @param series series handed in, group series that the lake adds not counted
 * @param demandDays days of all series together
 * @param firstDay first day of any series
 * @param lastDay last day of any series
 * @param pricedSeries series with prices
 * @param rejects rows that were refused
 * @param rejectFile where they are kept; empty when there are none
 */
public record ImportSummary(
    int warehouses,
    int items,
    int series,
    long demandDays,
    LocalDate firstDay,
    LocalDate lastDay,
    long events,
    int pricedSeries,
    long rejects,
    Optional<Path> rejectFile) {}
