package io.warecast.domain.model;

/**
 * Where a running job finds a model that it is to score with.
 *
 * @param registry URI of the registry's root folder
 * @param name of the model
 * @param version an immutable version, not an alias; empty for the warehouse to use that of all
 *     others again
 * @param warehouseId the only warehouse that is to use it; empty for all that have none of their
 *     own
 */
public record ModelReference(String registry, String name, String version, String warehouseId) {

  /** The warehouse id of models that all warehouses use that have none of their own. */
  public static final String ALL_WAREHOUSES = "";

  /**
   * In the place of a warehouse's id: the model that is scored beside those in use and served to
   * nobody. No warehouse can be named so.
   */
  public static final String SHADOW = ":shadow";

  /** Whether it says that the warehouse has no model of its own any more. */
  public boolean isWithdrawn() {
    return version.isEmpty();
  }

  /** A model for every warehouse that has none of its own. */
  public static ModelReference global(String registry, String name, String version) {
    return new ModelReference(registry, name, version, ALL_WAREHOUSES);
  }
}
