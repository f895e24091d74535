package io.warecast.pipeline.operator;

import io.warecast.domain.series.SeriesKey;

/**
 * Training rows of one series on their way to the trainer.
 *
 * @param features row-major, {@code ratios.length} rows
 * @param ratios observed units divided by the level at the row's origin
 * @param weights of the rows in the fit
 * @param targetDays epoch day of each row's target
 */
public record TrainingBlock(
    SeriesKey key, float[] features, float[] ratios, float[] weights, int[] targetDays) {}
