package io.warecast.pipeline.connector.feature;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.feature.FeatureVectorCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.redis.RedisConfig;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** The newest vectors, in Redis. */
final class OnlineFeatures {

  private static final Logger LOG = LoggerFactory.getLogger(OnlineFeatures.class);

  private final RedisConfig config;
  private @Nullable Jedis redis;

  OnlineFeatures(RedisConfig config) {
    this.config = config;
  }

  Optional<FeatureVector> read(SeriesKey key) {
    String name = RedisKeys.features(key);
    try {
      String json = connected().get(name);
      return json == null ? Optional.empty() : Optional.of(FeatureVectorCodec.decode(json));
    } catch (JedisException e) {
      close();
      throw config.failure("reading " + name, e);
    } catch (IOException e) {
      throw new ActionableException(
          "%s in Redis at %s is no feature vector: %s. Delete it, the job writes it again"
              .formatted(name, config.server(), e.getMessage()),
          e);
    }
  }

  private Jedis connected() {
    Jedis connected = redis;
    if (connected == null) {
      connected = config.connect();
      redis = connected;
    }
    return connected;
  }

  void close() {
    Jedis connected = redis;
    redis = null;
    if (connected != null) {
      try {
        connected.close();
      } catch (JedisException e) {
        LOG.debug("closing a connection that is gone", e);
      }
    }
  }
}
