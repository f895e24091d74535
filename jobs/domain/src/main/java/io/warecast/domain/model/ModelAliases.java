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

  /** The version that a name stands for: an alias's, or the name itself. */
  public String resolve(String aliasOrVersion) {
    return versions.getOrDefault(aliasOrVersion, aliasOrVersion);
  }
}
