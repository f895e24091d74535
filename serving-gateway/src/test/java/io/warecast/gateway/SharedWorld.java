package io.warecast.gateway;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.feature.FeatureVectorCodec;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.limit.LimitConfig;
import io.warecast.gateway.page.StreamJobFixture;
import java.util.List;

/**
 * Everything that a gateway can have behind it, with a past, for tests that stop none of it: one
 * for all of a JVM. The warehouses {@code hamburg} and {@code leeds} have the same of everything.
 */
public final class SharedWorld {

  public static final String ITEM = "bakery-001";

  /** A run that is known. */
  public static final String RUN = "daily-1";

  private static SharedWorld world;

  private final RedisFixture redis = RedisFixture.start();
  private final PostgresFixture postgres = PostgresFixture.start();
  private final ModelsFixture models = ModelsFixture.create();
  private final KafkaFixture kafka;

  private SharedWorld() throws Exception {
    kafka = KafkaFixture.start();
    StreamJobFixture.start(kafka.bootstrap()); // ends with the JVM
    postgres.run(RUN, "daily", Forecasts.ORIGIN, "published");
    postgres.execute(
        """
        UPDATE forecast_run SET message = 'level of warehouse hamburg: 3.1', audit =
          '{"checks": [
            {"name": "series in Redis", "passed": true, "value": 6, "limit": "= 6", "detail": ""},
            {"name": "series with unordered quantiles", "passed": false, "value": 1, "limit": "= 0",
             "detail": "for one hamburg|bakery-001"},
            {"name": "level of warehouse hamburg", "passed": false, "value": 3.1, "limit": "0.4 to 2.5",
             "detail": "forecast 31.0 units a day, recently 10.0 sold"},
            {"name": "level of warehouse leeds", "passed": true, "value": 1, "limit": "0.4 to 2.5",
             "detail": ""}]}'""");
    postgres.execute("INSERT INTO item VALUES ('bakery-001', 'bakery', 'fresh')");
    postgres.execute(
        "INSERT INTO forecast_accuracy VALUES ('bt-1', 'demand', 'demand-7', NULL, 'all', 'all', '1-28', 'model', 'wape', 0.5)");
    for (String warehouse : List.of("hamburg", "leeds")) {
      fill(warehouse);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "world-stop"));
  }

  public static synchronized SharedWorld get() {
    if (world == null) {
      try {
        world = new SharedWorld();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return world;
  }

  private void fill(String warehouse) {
    for (String item : List.of("_total", ITEM, "bakery-002")) {
      Forecast forecast = Forecasts.of(warehouse, item);
      redis.store(forecast);
      postgres.store(RUN, forecast);
    }
    for (String sql :
        List.of(
            "INSERT INTO warehouse VALUES ('%s', 'north', 'Europe/Berlin')",
            "INSERT INTO daily_demand VALUES ('%s', 'bakery-001', '2026-03-02', 1.5, 1)",
            "INSERT INTO daily_demand VALUES ('%s', 'bakery-001', '2026-03-03', 0, 1)",
            "INSERT INTO live_accuracy VALUES ('2026-03-02', '%s', 'all', '1', 'wape', 0.25)",
            "INSERT INTO live_accuracy VALUES ('2026-03-02', '%s', 'all', '1', 'bias', 'NaN')",
            "INSERT INTO forecast_accuracy VALUES ('bt-1', 'demand', 'demand-7', NULL, 'warehouse', '%s', '1-28', 'model', 'wape', 0.5)",
            "INSERT INTO alert VALUES ('%s', '2026-03-02', 'coverage', '95', 0.8, 0.9, now(), 'Too narrow.')")) {
      postgres.execute(sql.formatted(warehouse));
    }
    SeriesKey key = new SeriesKey(warehouse, ITEM);
    float[] values = new float[DemandFeatures.SCHEMA.width()];
    values[3] = Float.NaN;
    redis.set(
        RedisKeys.features(key),
        FeatureVectorCodec.encode(
            new FeatureVector(key, 20_000, 1, 1, DemandFeatures.SCHEMA.hash(), values)));
  }

  public RedisFixture redis() {
    return redis;
  }

  public KafkaFixture kafka() {
    return kafka;
  }

  /** Of a gateway before all of it that limits nobody. */
  public GatewayConfig config() {
    return config(
        GuardConfig.STANDARD.withLimits(LimitConfig.STANDARD.withRequestsPerMinute(100_000_000)));
  }

  public GatewayConfig config(GuardConfig guards) {
    GatewayConfig usual = GatewayFixture.config(redis.port());
    return new GatewayConfig(usual.http(), usual.redis(), usual.tokens(), guards)
        .withBackends(
            BackendsConfig.NONE
                .withPostgres(postgres.config())
                .withKafka(kafka.bootstrap())
                .withModels(models.uri()));
  }

  private void close() {
    redis.stopServer();
    postgres.close();
  }
}
