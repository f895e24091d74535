package io.warecast.pipeline.connector.redis;

import io.warecast.domain.forecast.RedisKeys;
import io.warecast.pipeline.connector.delivery.DeliverySettings;
import io.warecast.pipeline.connector.delivery.EncodedForecast;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;

/** The sink that makes each forecast the current one of its series, within milliseconds. */
public final class LiveForecasts {

  private LiveForecasts() {}

  /** As {@link #sink(RedisConfig, Duration)}, with a minute of patience. */
  public static Sink<EncodedForecast> sink(RedisConfig config) {
    return sink(config, DeliverySettings.DEFAULT_PATIENCE);
  }

  /**
   * A sink in which an older generation {@code (as_of, sequence)} never replaces a newer one,
   * whoever wrote it. While Redis is away it keeps the newest forecast of each series.
   *
   * @param patience after which it fails
   */
  public static Sink<EncodedForecast> sink(RedisConfig config, Duration patience) {
    return new LiveSink<>(config, new Form(), patience);
  }

  private record Form() implements LiveForm<EncodedForecast> {

    @Override
    public String what() {
      return "forecasts";
    }

    @Override
    public String key(EncodedForecast forecast) {
      return RedisKeys.forecast(forecast.key());
    }

    @Override
    public long asOf(EncodedForecast forecast) {
      return forecast.asOf();
    }

    @Override
    public long sequence(EncodedForecast forecast) {
      return forecast.sequence();
    }

    @Override
    public String encode(EncodedForecast forecast) {
      return forecast.json();
    }
  }
}
