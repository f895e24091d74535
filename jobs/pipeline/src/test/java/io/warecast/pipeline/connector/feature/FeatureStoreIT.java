package io.warecast.pipeline.connector.feature;

import static io.warecast.pipeline.connector.Vectors.ORIGIN;
import static io.warecast.pipeline.connector.Vectors.endOf;
import static io.warecast.pipeline.connector.Vectors.features;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.delivery.ManualClock;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.postgres.PostgresFeatureSnapshots;
import io.warecast.pipeline.connector.postgres.PostgresSchema;
import io.warecast.pipeline.connector.redis.LiveFeatures;
import io.warecast.pipeline.connector.redis.RedisConfig;
import io.warecast.pipeline.run.Servers;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class FeatureStoreIT {

  private static final SeriesKey SERIES = new SeriesKey("east", "a");

  private final Servers servers = Servers.shared();
  private RedisConfig redis;
  private FeatureStore store;

  @BeforeEach
  void fill() throws Exception {
    PostgresConfig postgres = servers.newDatabase();
    PostgresSchema.migrate(postgres);
    redis = servers.emptyRedis();
    write(
        PostgresFeatureSnapshots.sink(postgres),
        features("a", ORIGIN, endOf(ORIGIN), 1, 1),
        features("a", ORIGIN + 1, endOf(ORIGIN + 1), 1, 2),
        features("a", ORIGIN + 40, endOf(ORIGIN + 40), 1, 3));
    store = new FeatureStore(redis, postgres);
  }

  @AfterEach
  void close() throws IOException {
    servers.redisLine.mend();
    servers.postgresLine.mend();
    store.close();
  }

  @Test
  void theNewestIsTheOnlineOne() throws Exception {
    FeatureVector live = features("a", ORIGIN + 41, endOf(ORIGIN + 40) + 5_000, 1, 4);
    write(LiveFeatures.sink(redis), live);
    assertThat(store.newest(SERIES)).get().usingRecursiveComparison().isEqualTo(live);
  }

  @Test
  void fallsBackToTheNewestSnapshot() throws Exception {
    assertValue(store.newest(SERIES), 3);
    assertThat(store.newest(new SeriesKey("east", "b"))).isEmpty();

    write(LiveFeatures.sink(redis), features("a", ORIGIN + 41, endOf(ORIGIN + 41), 1, 4));
    servers.redisLine.cut();
    assertValue(store.newest(SERIES), 3);
    servers.redisLine.mend();
    assertValue(store.newest(SERIES), 4);

    try (Jedis direct = servers.directRedis().connect()) {
      direct.set(RedisKeys.features(SERIES), "nonsense");
    }
    assertValue(store.newest(SERIES), 3);
  }

  @Test
  void tellsWhatWasKnownAtATime() {
    assertThat(store.at(SERIES, millis(endOf(ORIGIN) - 1))).isEmpty();
    assertValue(store.at(SERIES, millis(endOf(ORIGIN))), 1);
    assertValue(store.at(SERIES, millis(endOf(ORIGIN + 1) - 1)), 1);
    assertValue(store.at(SERIES, millis(endOf(ORIGIN + 1))), 2);
    assertValue(store.at(SERIES, millis(endOf(ORIGIN + 39))), 2);
    assertValue(store.at(SERIES, millis(endOf(ORIGIN + 400))), 3);
    assertThat(store.at(new SeriesKey("west", "a"), millis(endOf(ORIGIN + 400)))).isEmpty();
  }

  @Test
  void readsAgainAfterPostgresWasAway() throws Exception {
    assertValue(store.newest(SERIES), 3);
    servers.postgresLine.cut();
    assertThatThrownBy(() -> store.newest(SERIES))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("PostgreSQL");
    servers.postgresLine.mend();
    assertValue(store.newest(SERIES), 3);
  }

  private static Instant millis(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis);
  }

  private static void assertValue(Optional<FeatureVector> vector, float value) {
    assertThat(vector).get().satisfies(v -> assertThat(v.values()[0]).isEqualTo(value));
  }

  private static void write(Sink<FeatureVector> sink, FeatureVector... vectors) throws Exception {
    try (var writer = new ManualClock().writer(sink)) {
      for (FeatureVector vector : vectors) {
        writer.write(vector, null);
      }
      writer.flush(true);
    }
  }
}
