package io.warecast.pipeline.connector.redis;

import static io.warecast.pipeline.connector.Vectors.ORIGIN;
import static io.warecast.pipeline.connector.Vectors.features;
import static io.warecast.pipeline.connector.Vectors.forecast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.FeatureVectorCodec;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.delivery.EncodedForecast;
import io.warecast.pipeline.connector.delivery.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Random;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

class LiveSinksIT {

  private final ManualClock clock = new ManualClock();
  private RedisServer server;
  private RedisConfig config;
  private SinkWriter<EncodedForecast> writer;

  @BeforeEach
  void start() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    server = RedisServer.builder().bind("127.0.0.1").port(port).setting("save \"\"").build();
    server.start();
    config = RedisConfig.of("redis://127.0.0.1:" + port);
    writer = clock.writer(LiveForecasts.sink(config, Duration.ofSeconds(30)));
  }

  @AfterEach
  void stop() throws Exception {
    writer.close();
    server.stop();
  }

  @Test
  void aForecastIsThereAfterAMomentWithoutACheckpoint() throws Exception {
    writer.write(encoded("a", ORIGIN, 1_000, 1, 5), null);
    clock.fireAndSend();
    assertThat(mean("a")).isEqualTo(5);
  }

  @Test
  void anOlderGenerationNeverReplacesANewerOneAndAnEqualOneMay() throws Exception {
    put("a", 1_000, 5, 1);
    for (long[] older : new long[][] {{999, 9}, {1_000, 4}, {-1, 0}}) {
      put("a", older[0], older[1], 2);
      assertThat(mean("a")).isEqualTo(1);
    }
    put("a", 1_000, 5, 3);
    assertThat(mean("a")).isEqualTo(3);
    put("a", 1_000, 6, 4);
    put("a", 1_001, 0, 5);
    assertThat(mean("a")).isEqualTo(5);
  }

  @Test
  void whateverTheOrderOfTwoWritersTheNewestStays() throws Exception {
    Random random = new Random(1);
    try (SinkWriter<EncodedForecast> other = clock.writer(LiveForecasts.sink(config))) {
      for (int i = 0; i < 3_000; i++) {
        int generation = random.nextInt(10_000);
        String item = "item" + random.nextInt(1_000);
        (random.nextBoolean() ? writer : other)
            .write(encoded(item, ORIGIN, generation / 100, generation % 100, generation), null);
        (random.nextBoolean() ? writer : other).write(encoded(item, ORIGIN, 101, 0, 10_100), null);
      }
      other.flush(false);
      writer.flush(false);
    }
    try (Jedis redis = config.connect()) {
      assertThat(redis.keys("*")).hasSizeBetween(900, 1_000);
      for (String key : redis.keys("*")) {
        assertThat(ForecastCodec.decode(redis.get(key)).mean()[0]).isEqualTo(10_100f);
      }
    }
  }

  @Test
  void forgottenScriptsAreLoadedAgain() throws Exception {
    put("a", 1_000, 1, 1);
    try (Jedis redis = config.connect()) {
      redis.scriptFlush();
    }
    put("a", 1_001, 1, 2);
    assertThat(mean("a")).isEqualTo(2);
  }

  @Test
  void goesOnWhenRedisComesBack() throws Exception {
    put("a", 1_000, 1, 1);
    server.stop();
    for (int i = 0; i < 2_000; i++) {
      writer.write(encoded(i % 2 == 0 ? "a" : "b", ORIGIN, 2_000 + i, 1, i), null);
      if (i % 500 == 0) {
        clock.fire();
      }
    }
    assertThat(clock.timers()).isEqualTo(1);
    server.start();
    writer.flush(false);
    assertThat(mean("a")).isEqualTo(1_998);
    assertThat(mean("b")).isEqualTo(1_999);
  }

  @Test
  void failsWithWhatToDoWhenPatienceIsAtItsEnd() throws Exception {
    try (SinkWriter<EncodedForecast> impatient =
        clock.writer(LiveForecasts.sink(config, Duration.ofMillis(200)))) {
      server.stop();
      impatient.write(encoded("a", ORIGIN, 1_000, 1, 1), null);
      assertThatThrownBy(() -> impatient.flush(false))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("Redis at 127.0.0.1")
          .hasMessageContaining("Check that it runs");
    }
    server.start();
  }

  @Test
  void featuresAreGuardedToo() throws Exception {
    try (var features = clock.writer(LiveFeatures.sink(config))) {
      features.write(features("a", ORIGIN, 1_000, 2, 7), null);
      features.flush(false);
      features.write(features("a", ORIGIN, 1_000, 1, 8), null);
      features.flush(false);
    }
    try (Jedis redis = config.connect()) {
      String json = redis.get("features:east:a");
      assertThat(FeatureVectorCodec.decode(json).values()).containsExactly(7f, Float.NaN);
    }
  }

  private void put(String item, long asOf, long sequence, float mean) throws Exception {
    writer.write(encoded(item, ORIGIN, asOf, sequence, mean), null);
    writer.flush(false);
  }

  private float mean(String item) throws IOException {
    try (Jedis redis = config.connect()) {
      String json = redis.get(RedisKeys.forecast(new SeriesKey("east", item)));
      return ForecastCodec.decode(json).mean()[0];
    }
  }

  private static EncodedForecast encoded(
      String item, int originDay, long asOf, long sequence, float mean) {
    return EncodedForecast.of(forecast(item, originDay, asOf, sequence, mean));
  }
}
