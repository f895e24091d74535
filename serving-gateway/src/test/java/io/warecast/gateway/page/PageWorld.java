package io.warecast.gateway.page;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.feature.FeatureVectorCodec;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.GatewayConfig;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.KafkaFixture;
import io.warecast.gateway.ModelsFixture;
import io.warecast.gateway.PostgresFixture;
import io.warecast.gateway.RedisFixture;
import io.warecast.gateway.backend.BackendsConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A gateway in front of real stores with two warehouses, a past and a stream job. */
final class PageWorld implements AutoCloseable {

  static final LocalDate ORIGIN = LocalDate.of(2026, 3, 1);
  static final float LEVEL = 60;
  static final float PRICE = 1.69f;
  static final int HORIZON = 28;

  private static final int PAST_DAYS = 60;
  private static final List<String> ITEMS =
      List.of("_total", "_category:Bakery", "bakery-001", "bakery-002", "dairy-001");

  final RedisFixture redis = RedisFixture.start();
  final GatewayFixture gateway;
  private final PostgresFixture postgres = PostgresFixture.start();
  private final KafkaFixture kafka;
  private final StreamJobFixture streamJob;

  private PageWorld() throws Exception {
    kafka = KafkaFixture.start();
    streamJob = StreamJobFixture.start(kafka.bootstrap());
    postgres.execute(
        "INSERT INTO warehouse VALUES ('hamburg', 'north', 'Europe/Berlin'), ('leeds', 'uk', 'Europe/London')");
    postgres.execute(
        "INSERT INTO item VALUES ('bakery-001', 'Bakery', 'Bread'), ('bakery-002', 'Bakery', 'Rolls'), ('dairy-001', 'Dairy', 'Milk')");
    storePast();
    storeNewest();
    GatewayConfig config =
        GatewayFixture.config(redis.port())
            .withBackends(
                BackendsConfig.NONE
                    .withPostgres(postgres.config())
                    .withKafka(kafka.bootstrap())
                    .withModels(ModelsFixture.create().uri()));
    gateway = GatewayFixture.start(config);
  }

  static PageWorld start() throws Exception {
    return new PageWorld();
  }

  String url() {
    return "http://127.0.0.1:" + gateway.gateway().port() + "/";
  }

  private void storePast() {
    SeriesKey key = new SeriesKey("hamburg", "bakery-001");
    for (int ago = PAST_DAYS; ago > 0; ago--) {
      LocalDate origin = ORIGIN.minusDays(ago);
      String run = "continuous-" + origin;
      postgres.run(run, "continuous", origin, "published");
      postgres.store(run, forecast(key, origin, 1, 0));
    }
    postgres.run("20260301T010203000Z-daily-abc123", "daily", ORIGIN, "published");
    postgres.execute(
        "INSERT INTO daily_demand VALUES "
            + IntStream.rangeClosed(0, PAST_DAYS)
                .mapToObj(ORIGIN::minusDays)
                .map(
                    day ->
                        "('hamburg', 'bakery-001', '%s', %d, 1)"
                            .formatted(day, Math.round(usual(day) + day.toEpochDay() % 5 * 3 - 6)))
                .collect(Collectors.joining(",")));
    postgres.execute(
        "INSERT INTO live_accuracy VALUES "
            + IntStream.range(0, 30)
                .mapToObj(ORIGIN::minusDays)
                .flatMap(
                    day ->
                        IntStream.range(0, 2)
                            .mapToObj(
                                i ->
                                    "('%s', 'hamburg', 'all', '1', '%s', %s)"
                                        .formatted(
                                            day,
                                            i == 0 ? "coverage_95" : "wape",
                                            (i == 0 ? 0.92 : 0.2)
                                                + day.getDayOfMonth() % 4 / 50.0)))
                .collect(Collectors.joining(",")));
    postgres.execute(
        "INSERT INTO alert VALUES ('hamburg', '2026-02-27', 'coverage', 'all', 0.84, 0.9, now(), 'Of the last 14 days 84 % lay in their intervals.')");
  }

  private void storeNewest() {
    for (String item : ITEMS) {
      redis.store(forecast(new SeriesKey("hamburg", item), ORIGIN, 1, 0));
      postgres.store(
          "20260301T010203000Z-daily-abc123",
          forecast(new SeriesKey("hamburg", item), ORIGIN, 1, 0));
    }
    postgres.store(
        "20260301T010203000Z-daily-abc123",
        forecast(new SeriesKey("leeds", "_total"), ORIGIN, 1, 0));
    redis.store(forecast(new SeriesKey("leeds", "_total"), ORIGIN, 1, 0));
    SeriesKey key = new SeriesKey("hamburg", "bakery-001");
    float[] features = new float[DemandFeatures.SCHEMA.width()];
    features[DemandFeatures.SCHEMA.names().indexOf("log_price")] = (float) Math.log(PRICE);
    redis.set(
        RedisKeys.features(key),
        FeatureVectorCodec.encode(
            new FeatureVector(
                key,
                (int) ORIGIN.toEpochDay(),
                endOf(ORIGIN),
                1,
                DemandFeatures.SCHEMA.hash(),
                features)));
  }

  /** The weekly course of demand times a factor, with five quantiles. */
  static Forecast forecast(SeriesKey key, LocalDate origin, float factor, int secondsLater) {
    float[] mean = new float[HORIZON];
    for (int step = 0; step < HORIZON; step++) {
      mean[step] = factor * usual(origin.plusDays(step + 1));
    }
    float[] levels = {0.025f, 0.25f, 0.5f, 0.75f, 0.975f};
    float[] shares = {-0.35f, -0.12f, 0, 0.13f, 0.45f};
    float[][] quantiles = new float[levels.length][HORIZON];
    for (int level = 0; level < levels.length; level++) {
      for (int step = 0; step < HORIZON; step++) {
        quantiles[level][step] = mean[step] * (1 + shares[level] * (1 + step / 40f));
      }
    }
    long asOf = endOf(origin) + secondsLater * 1_000L;
    return new Forecast(
        key,
        (int) origin.toEpochDay(),
        asOf,
        1,
        asOf,
        Instant.parse("2026-03-02T01:02:03.004Z").toEpochMilli() + secondsLater * 1_000L,
        Tier.MODEL,
        Method.XGBOOST,
        "20260301-56eecf7d",
        mean,
        levels,
        quantiles);
  }

  private static float usual(LocalDate day) {
    float[] week = {0.9f, 0.85f, 0.95f, 1, 1.25f, 1.4f, 0.65f};
    return LEVEL * week[day.getDayOfWeek().ordinal()] * (1 + day.getDayOfYear() % 30 / 150f);
  }

  private static long endOf(LocalDate day) {
    return day.atTime(22, 59, 59).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  @Override
  public void close() throws Exception {
    gateway.close();
    streamJob.close();
    kafka.close();
    postgres.close();
    redis.close();
  }
}
