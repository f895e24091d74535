package io.warecast.udf.xgboost;

import java.util.List;

/**
 * What a model takes and gives.
 *
 * @param featureNames in the model's order; empty when it knows none
 * @param features number of them
 * @param outputNames in the model's order; empty when it knows none
 * @param outputs number of them
 * @param takesSeries whether rows may say more of their series than features do: see {@link
 *     SeriesColumns}
 */
record ModelShape(
    List<String> featureNames,
    int features,
    List<String> outputNames,
    int outputs,
    boolean takesSeries) {}
