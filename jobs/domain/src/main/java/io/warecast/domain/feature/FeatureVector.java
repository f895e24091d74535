package io.warecast.domain.feature;

import io.warecast.domain.series.SeriesKey;

/**
 * The features of a series as a model saw them for the first step after an origin.
 *
 * @param originDay epoch day of the origin
 * @param asOf epoch millis of the last moment whose orders these features know
 * @param sequence orders vectors of the same {@code asOf}
 * @param schemaHash {@link FeatureSchema#hash()} of the columns
 * @param values one a column, in the schema's order; {@code NaN} where unknown
 */
public record FeatureVector(
    SeriesKey key, int originDay, long asOf, long sequence, String schemaHash, float[] values) {}
