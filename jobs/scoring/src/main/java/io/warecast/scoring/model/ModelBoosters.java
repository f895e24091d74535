package io.warecast.scoring.model;

/**
 * The two boosters of a model in XGBoost's UBJ or JSON form.
 *
 * @param mean one output: the ratio of the mean to the level
 * @param quantiles one output a quantile level: the ratio of the quantile to the level
 */
public record ModelBoosters(byte[] mean, byte[] quantiles) {}
