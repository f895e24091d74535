package io.warecast.pipeline.connector.redis;

import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.feature.FeatureVectorCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.pipeline.connector.delivery.DeliverySettings;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;

/** The sink that makes each feature vector the current one of its series, within milliseconds. */
public final class LiveFeatures {

  private LiveFeatures() {}

  /** As {@link #sink(RedisConfig, Duration)}, with a minute of patience. */
  public static Sink<FeatureVector> sink(RedisConfig config) {
    return sink(config, DeliverySettings.DEFAULT_PATIENCE);
  }

  /**
   * A sink in which an older generation {@code (as_of, sequence)} never replaces a newer one. While
   * Redis is away it keeps the newest vector of each series.
   *
   * @param patience after which it fails
   */
  public static Sink<FeatureVector> sink(RedisConfig config, Duration patience) {
    return new LiveSink<>(config, new Form(), patience);
  }

  private record Form() implements LiveForm<FeatureVector> {

    @Override
    public String what() {
      return "feature vectors";
    }

    @Override
    public String key(FeatureVector vector) {
      return RedisKeys.features(vector.key());
    }

    @Override
    public long asOf(FeatureVector vector) {
      return vector.asOf();
    }

    @Override
    public long sequence(FeatureVector vector) {
      return vector.sequence();
    }

    @Override
    public String encode(FeatureVector vector) {
      return FeatureVectorCodec.encode(vector);
    }
  }
}
