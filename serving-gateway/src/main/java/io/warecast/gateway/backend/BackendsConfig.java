package io.warecast.gateway.backend;

import java.util.Optional;

/**
 * What stands behind the gateway beside Redis, each of which it can do without.
 *
 * @param kafka bootstrap servers, {@code host:port,...}; without, nothing is made on demand
 * @param models URI of the folder of all models; without, versions are known from PostgreSQL only
 * @param cacheBytes most that the cache of forecasts may weigh
 * @param warming most forecasts that are read into the cache at the start
 */
public record BackendsConfig(
    Optional<PostgresConfig> postgres,
    Optional<String> kafka,
    Optional<String> models,
    Limits limits,
    long cacheBytes,
    int warming) {

  public static final long STANDARD_CACHE_BYTES = 128L << 20;
  public static final int STANDARD_WARMING = 20_000;

  /** Redis alone. */
  public static final BackendsConfig NONE =
      new BackendsConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Limits.STANDARD,
          STANDARD_CACHE_BYTES,
          STANDARD_WARMING);

  public BackendsConfig {
    if (cacheBytes < 0 || warming < 0) {
      throw new io.warecast.domain.ActionableException(
          "cache.bytes is %d and cache.warming %d; both take 0 or more"
              .formatted(cacheBytes, warming));
    }
  }

  public BackendsConfig withPostgres(PostgresConfig config) {
    return new BackendsConfig(Optional.of(config), kafka, models, limits, cacheBytes, warming);
  }

  public BackendsConfig withKafka(String bootstrap) {
    return new BackendsConfig(
        postgres, Optional.of(bootstrap), models, limits, cacheBytes, warming);
  }

  public BackendsConfig withModels(String root) {
    return new BackendsConfig(postgres, kafka, Optional.of(root), limits, cacheBytes, warming);
  }

  public BackendsConfig withLimits(Limits other) {
    return new BackendsConfig(postgres, kafka, models, other, cacheBytes, warming);
  }
}
