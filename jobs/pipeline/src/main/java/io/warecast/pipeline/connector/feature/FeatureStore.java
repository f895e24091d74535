package io.warecast.pipeline.connector.feature;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads feature vectors: the newest from Redis, or from PostgreSQL's snapshots where Redis has none
 * or cannot be reached; and what was known at a time from the snapshots.
 *
 * <p>Connects with the first read and again after a failure. For one thread.
 */
public final class FeatureStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FeatureStore.class);

  private final OnlineFeatures online;
  private final FeatureSnapshots snapshots;

  public FeatureStore(RedisConfig redis, PostgresConfig postgres) {
    this.online = new OnlineFeatures(redis);
    this.snapshots = new FeatureSnapshots(postgres);
  }

  /**
   * The newest vector of a series; empty when there is none.
   *
   * @throws ActionableException when Redis has none and PostgreSQL cannot be read
   */
  public Optional<FeatureVector> newest(SeriesKey key) {
    try {
      Optional<FeatureVector> found = online.read(key);
      if (found.isPresent()) {
        return found;
      }
    } catch (ActionableException e) {
      LOG.warn("{}; reading the snapshot of {} instead", e.getMessage(), key);
    }
    return snapshots.newest(key);
  }

  /**
   * The vector of a series that was the newest at a time, by the closes of its days; empty when
   * there was none.
   *
   * @throws ActionableException when PostgreSQL cannot be read
   */
  public Optional<FeatureVector> at(SeriesKey key, Instant instant) {
    return snapshots.at(key, instant);
  }

  @Override
  public void close() {
    online.close();
    snapshots.close();
  }
}
