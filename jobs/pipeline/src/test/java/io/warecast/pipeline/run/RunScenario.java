package io.warecast.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.run.Audit;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunKind;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.postgres.PostgresForecasts;
import io.warecast.pipeline.connector.redis.RedisConfig;
import io.warecast.pipeline.connector.redis.RedisForecasts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A database and a Redis for each test, and the words that tests of runs are written in. */
abstract class RunScenario {

  static final int ORIGIN = (int) LocalDate.of(2024, 2, 29).toEpochDay();
  static final int HORIZON = 7;
  static final int ITEMS = 20;
  static final int SERIES = 2 * (ITEMS + 1);
  static final SeriesKey SOME = new SeriesKey("east", "item3");

  final Servers servers = Servers.shared();
  PostgresConfig postgres;
  RedisConfig redis;
  RunLifecycle runs;

  @TempDir Path folder;

  @BeforeEach
  void open() throws SQLException {
    postgres = servers.newDatabase();
    redis = servers.emptyRedis();
    runs = RunLifecycle.open(postgres, redis);
  }

  @AfterEach
  void close() throws IOException {
    servers.postgresLine.mend();
    servers.redisLine.mend();
    runs.close();
  }

  ForecastRun begin(int origin) {
    return runs.begin(RunKind.DAILY, origin, HORIZON, "v1", "snapshot-1");
  }

  ForecastRun published(int origin, float mean) throws Exception {
    ForecastRun run = begin(origin);
    stage(run, Forecasts.of(run, ITEMS, mean));
    runs.publish(run, audit(run), List.of());
    return run;
  }

  Audit audit(ForecastRun run) {
    return runs.audit(run, expectations(SERIES));
  }

  static AuditExpectations expectations(long series) {
    return new AuditExpectations(series, Map.of("east", 100.0, "west", 90.0), AuditLimits.DEFAULT);
  }

  void stage(ForecastRun run, List<Forecast> forecasts) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    DataStream<Forecast> stream =
        env.fromData(forecasts, TypeInformation.of(Forecast.class)).rebalance();
    stream.sinkTo(PostgresForecasts.staging(postgres, run)).name("postgres");
    stream.sinkTo(RedisForecasts.staging(redis, run)).name("redis");
    env.execute();
  }

  static Forecast withTier(Forecast f, Tier tier) {
    return new Forecast(
        f.key(),
        f.originDay(),
        f.asOf(),
        f.sequence(),
        f.watermark(),
        f.generatedAt(),
        tier,
        Method.of(tier),
        f.modelVersion(),
        f.mean(),
        f.levels(),
        f.quantiles());
  }

  void assertIntact(ForecastRun earlier, ForecastRun failed) throws Exception {
    assertThat(status(earlier)).isEqualTo("published");
    assertThat(status(failed)).isEqualTo("failed");
    assertThat(query("SELECT count(*) FROM forecast")).isEqualTo("" + SERIES);
    assertThat(query("SELECT count(*) FROM current_forecast WHERE mean = 5"))
        .isEqualTo("" + 2 * ITEMS * HORIZON);
    assertThat(current(SOME)).isEqualTo(5f);
    assertNothingLeftInRedis(SERIES);
  }

  void assertNothingLeftInRedis(int series) {
    try (Jedis direct = servers.directRedis().connect()) {
      Set<String> keys = direct.keys("*");
      assertThat(keys).hasSize(series).allMatch(key -> key.startsWith("forecast:"));
      assertThat(keys).allMatch(key -> direct.ttl(key) == -1);
    }
  }

  Float current(SeriesKey key) throws IOException {
    try (Jedis direct = servers.directRedis().connect()) {
      String value = direct.get(RedisKeys.forecast(key));
      return value == null ? null : ForecastCodec.decode(value).mean()[0];
    }
  }

  String status(ForecastRun run) throws SQLException {
    return query("SELECT status FROM forecast_run WHERE run_id = '" + run.runId() + "'");
  }

  String query(String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
