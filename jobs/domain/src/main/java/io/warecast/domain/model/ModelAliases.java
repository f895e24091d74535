package io.warecast.domain.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * Names that point at versions of one model; {@code aliases.json} of the registry.
 *
 * @param versions by alias
 */
public record ModelAliases(Map<String, String> versions) {

  /** The version that forecasts use. */
  public static final String LATEST = "latest";

  /** The version that {@link #LATEST} named before. */
  public static final String PREVIOUS = "previous";

  /** Before the id of a warehouse that has a model of its own: {@code latest:W1}. */
  private static final String LATEST_OF = LATEST + ":";

  public static final ModelAliases NONE = new ModelAliases(Map.of());

  public ModelAliases {
    versions = Map.copyOf(versions);
  }

  /**
   * These aliases with {@link #LATEST} moved to a version and {@link #PREVIOUS} to what it left.
   */
  public ModelAliases promoting(String version) {
    Map<String, String> next = new TreeMap<>(versions);
    String latest = next.put(LATEST, version);
    if (latest != null && !latest.equals(version)) {
      next.put(PREVIOUS, latest);
    }
    return new ModelAliases(next);
  }

  /**
   * These aliases with a warehouse's own {@link #LATEST} moved to a version; for an empty id the
   * one of all others, and {@link #PREVIOUS} with it.
   */
  public ModelAliases promoting(String version, String warehouseId) {
    if (warehouseId.isEmpty()) {
      return promoting(version);
    }
    Map<String, String> next = new TreeMap<>(versions);
    next.put(latestOf(warehouseId), version);
    return new ModelAliases(next);
  }

  /** The version that a name stands for: an alias's, or the name itself. */
  public String resolve(String aliasOrVersion) {
    return versions.getOrDefault(aliasOrVersion, aliasOrVersion);
  }

  /** The alias of the version that a warehouse uses; of an empty id that of all others. */
  public static String latestOf(String warehouseId) {
    return warehouseId.isEmpty() ? LATEST : LATEST_OF + warehouseId;
  }

  /** The versions to forecast with, by warehouse; under the empty id the one of all others. */
  public Map<String, String> active() {
    Map<String, String> active = new TreeMap<>();
    versions.forEach(
        (alias, version) -> {
          if (alias.equals(LATEST)) {
            active.put("", version);
          } else if (alias.startsWith(LATEST_OF)) {
            active.put(alias.substring(LATEST_OF.length()), version);
          }
        });
    return active;
  }
}
