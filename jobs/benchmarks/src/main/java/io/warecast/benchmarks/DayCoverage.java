package io.warecast.benchmarks;

/**
 * Coverage of one day's item demand by the intervals that had been forecast for it.
 *
 * @param daysSinceShift 0 is the first day of more demand
 * @param isShifted whether of the warehouse whose demand shifts, or of all others
 * @param lead days before it that the intervals were forecast
 * @param isRecalibrated whether they were corrected by what came before
 * @param width95 mean, in units
 */
public record DayCoverage(
    int daysSinceShift,
    boolean isShifted,
    int lead,
    boolean isRecalibrated,
    double coverage95,
    double coverage50,
    double width95,
    double wape) {}
