package io.warecast.domain.model;

/**
 * The wish that a version of a model be used from now on.
 *
 * @param name of the model in the registry
 * @param version an immutable version or an alias; empty for the warehouse to use that of all
 *     others again
 * @param warehouseId the only warehouse that is to use it; empty for all that have none of their
 *     own
 */
public record ModelActivation(String name, String version, String warehouseId) {}
