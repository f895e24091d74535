package io.warecast.domain.monitoring;

/**
 * How far a feature's distribution lies from that of the model's training.
 *
 * @param day epoch day at whose close the features were
 * @param index population stability index
 */
public record FeatureStability(String warehouseId, int day, String feature, double index) {}
