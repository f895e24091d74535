package io.warecast.domain.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The version that was trained last and waits for, or failed, the promotion gate. */
  public static final String CANDIDATE = "candidate";

  /** The version that is scored beside {@link #LATEST} without being served. */
  public static final String SHADOW = "shadow";

  /** Between an alias and the id of the only warehouse that it is for: {@code latest:W1}. */
  private static final String OF = ":";

  private static final String LATEST_OF = LATEST + OF;

  public static final ModelAliases NONE = new ModelAliases(Map.of());

  public ModelAliases {
    versions = Map.copyOf(versions);
  }

  /** These aliases with one of them moved to a version. */
  public ModelAliases naming(String alias, String version) {
    Map<String, String> next = new TreeMap<>(versions);
    next.put(alias, version);
    return new ModelAliases(next);
  }

  /** These aliases but for one. */
  public ModelAliases without(String alias) {
    Map<String, String> next = new TreeMap<>(versions);
    next.remove(alias);
    return new ModelAliases(next);
  }

  /**
   * These aliases with {@link #LATEST} moved to a version and {@link #PREVIOUS} to what it left.
   */
  public ModelAliases promoting(String version) {
    return promoting(version, "");
  }

  /**
   * These aliases with a warehouse's own {@link #LATEST} moved to a version and its own {@link
   * #PREVIOUS} to what that left, which is nothing when it had no model of its own; for an empty id
   * those of all others.
   */
  public ModelAliases promoting(String version, String warehouseId) {
    String replaced = versions.get(latestOf(warehouseId));
    if (version.equals(replaced)) {
      return this;
    }
    ModelAliases next = naming(latestOf(warehouseId), version);
    return replaced == null
        ? next.without(previousOf(warehouseId))
        : next.naming(previousOf(warehouseId), replaced);
  }

  /**
   * These aliases with a warehouse using the model of all others again; its {@link #PREVIOUS} names
   * the one that it leaves.
   */
  public ModelAliases returningToAll(String warehouseId) {
    String own = versions.get(latestOf(warehouseId));
    return warehouseId.isEmpty() || own == null
        ? this
        : without(latestOf(warehouseId)).naming(previousOf(warehouseId), own);
  }

  /**
   * These aliases as before the last promotion for a warehouse, or for all others when the id is
   * empty. A warehouse whose first model of its own that was returns to that of all others. Once
   * more takes it back.
   *
   * @return empty when there was none
   */
  public Optional<ModelAliases> rolledBack(String warehouseId) {
    String previous = versions.get(previousOf(warehouseId));
    if (previous != null) {
      return Optional.of(promoting(previous, warehouseId));
    }
    boolean hasOwn = !warehouseId.isEmpty() && versions.containsKey(latestOf(warehouseId));
    return hasOwn ? Optional.of(returningToAll(warehouseId)) : Optional.empty();
  }

  /** All aliases of a version, sorted. */
  public List<String> of(String version) {
    return versions.entrySet().stream()
        .filter(entry -> entry.getValue().equals(version))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The version that a name stands for: an alias's, or the name itself. */
  public String resolve(String aliasOrVersion) {
    return versions.getOrDefault(aliasOrVersion, aliasOrVersion);
  }

  /** The alias of the version that a warehouse uses; of an empty id that of all others. */
  public static String latestOf(String warehouseId) {
    return scoped(LATEST, warehouseId);
  }

  /** The alias of the version that a warehouse used before; of an empty id that of all others. */
  public static String previousOf(String warehouseId) {
    return scoped(PREVIOUS, warehouseId);
  }

  private static String scoped(String alias, String warehouseId) {
    return warehouseId.isEmpty() ? alias : alias + OF + warehouseId;
  }

  /**
   * As {@link #active}, and under {@link ModelReference#SHADOW} the version that is scored beside
   * them.
   */
  public Map<String, String> activeAndShadow() {
    Map<String, String> all = new TreeMap<>(active());
    String shadow = versions.get(SHADOW);
    if (shadow != null) {
      all.put(ModelReference.SHADOW, shadow);
    }
    return all;
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
