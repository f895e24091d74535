package io.warecast.domain.model;

/**
 * Where a running job finds the model that it is to score with.
 *
 * @param registry URI of the registry's root folder
 * @param name of the model
 * @param version an immutable version, not an alias
 */
public record ModelReference(String registry, String name, String version) {}
