package io.warecast.domain.model;

/**
 * How much a model's mean goes by a feature.
 *
 * @param gain share of what all splits together have gained in training, 0 to 1
 * @param contribution mean of the absolute contributions (SHAP values) to the logarithm of the
 *     ratio, or to the ratio where the model is linear in it, over a sample of training rows
 */
public record FeatureImportance(String name, double gain, double contribution) {}
