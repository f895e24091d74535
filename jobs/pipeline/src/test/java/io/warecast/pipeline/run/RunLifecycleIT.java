package io.warecast.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.run.Audit;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunKind;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.postgres.PostgresForecasts;
import io.warecast.pipeline.connector.redis.ForecastPublication;
import io.warecast.pipeline.connector.redis.RedisConfig;
import io.warecast.pipeline.connector.redis.RedisForecasts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Runs against a real PostgreSQL, a real Redis and a real Flink. */
class RunLifecycleIT {

  private static final int ORIGIN = (int) LocalDate.of(2024, 2, 29).toEpochDay();
  private static final int HORIZON = 7;
  private static final int ITEMS = 20;
  private static final int SERIES = 2 * (ITEMS + 1);
  private static final SeriesKey SOME = new SeriesKey("east", "item3");

  private final Servers servers = Servers.shared();
  private PostgresConfig postgres;
  private RedisConfig redis;
  private RunLifecycle runs;

  @TempDir private Path folder;

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

  @Test
  void publishesWhatAFlinkJobWithoutCheckpointsHasStaged() throws Exception {
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 5));
    assertThat(query("SELECT count(*) FROM current_forecast")).isEqualTo("0");
    assertThat(current(SOME)).isNull();

    Path out = folder.resolve("out.csv");
    ForecastCsv.check(out);
    ForecastCsv csv = ForecastCsv.write(postgres, run, out);
    assertThat(out).doesNotExist();
    runs.publish(run, audit(run), List.of(csv));

    assertThat(query("SELECT status || ' ' || series_count FROM forecast_run"))
        .isEqualTo("published " + SERIES);
    assertThat(query("SELECT count(*) FROM current_forecast")).isEqualTo("" + SERIES * HORIZON);
    assertThat(
            query(
                """
                SELECT concat_ws(' ', target_date, step, mean, lower, upper, tier, model_version)
                  FROM current_forecast
                 WHERE warehouse_id = 'east' AND item_id = 'item3' AND step = 2"""))
        .isEqualTo("2024-03-02 2 5 2.5 10 model v1");
    assertThat(query("SELECT as_of AT TIME ZONE 'UTC' FROM forecast LIMIT 1"))
        .isEqualTo("2024-02-29 23:59:59.999");
    assertThat(current(SOME)).isEqualTo(Forecasts.one(run, SOME, 5).mean()[0]);
    assertThat(Files.readAllLines(out))
        .hasSize(1 + SERIES * HORIZON)
        .startsWith(
            "warehouse_id,item_id,target_date,mean,lower,upper",
            "east,_total,2024-03-01,100,50,200");
    assertThat(folder).isDirectoryContaining("glob:**out.csv").isNotEmptyDirectory();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(out);
    }
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void republishingAnOriginReplacesTheEarlierRunAndKeepsTheCounts() throws Exception {
    ForecastRun first = published(ORIGIN, 5);
    ForecastRun second = published(ORIGIN, 6);

    assertThat(second.sequence()).isGreaterThan(first.sequence());
    assertThat(second.runId()).isGreaterThan(first.runId());
    assertThat(status(first)).isEqualTo("superseded");
    assertThat(status(second)).isEqualTo("published");
    assertThat(query("SELECT count(*) FROM forecast")).isEqualTo("" + SERIES);
    assertThat(query("SELECT count(*) FROM current_forecast WHERE mean = 6"))
        .isEqualTo("" + 2 * ITEMS * HORIZON);
    assertThat(current(SOME)).isEqualTo(6f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void anOlderOriginNeverReplacesANewerOne() throws Exception {
    ForecastRun newer = published(ORIGIN, 5);
    ForecastRun older = published(ORIGIN - 40, 6);

    assertThat(status(newer)).isEqualTo("published");
    assertThat(status(older)).isEqualTo("published");
    assertThat(query("SELECT DISTINCT origin FROM current_forecast")).isEqualTo("2024-02-29");
    assertThat(current(SOME)).isEqualTo(5f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void aRunThatCrashedInTheMiddleOfItsFlipIsTakenBack() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun crashed = begin(ORIGIN);
    List<Forecast> forecasts = new ArrayList<>(Forecasts.of(crashed, ITEMS, 6));
    SeriesKey added = new SeriesKey("east", "new-item");
    forecasts.add(Forecasts.one(crashed, added, 6));
    stage(crashed, forecasts);
    runs.audit(crashed, expectations(SERIES + 1));
    new ForecastPublication(redis).publish(crashed.runId());
    assertThat(current(SOME)).isEqualTo(6f);
    assertThat(current(added)).isEqualTo(6f);
    runs.close();

    runs = RunLifecycle.open(postgres, redis);

    assertThat(runs.repaired()).containsExactly(crashed.runId());
    assertIntact(earlier, crashed);
    assertThat(current(added)).isNull();
    assertThat(query("SELECT message FROM forecast_run WHERE status = 'failed'"))
        .contains("crashed");
    ForecastRun again = published(ORIGIN, 7);
    assertThat(status(again)).isEqualTo("published");
    assertThat(current(SOME)).isEqualTo(7f);
  }

  @Test
  void aRunThatCrashedAfterItsCommitIsCompleted() throws Exception {
    published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    audit(run);
    new ForecastPublication(redis).publish(run.runId());
    try (Connection connection = postgres.connect()) {
      new RunTable(connection).publish(run);
    }
    runs.close();

    runs = RunLifecycle.open(postgres, redis);

    assertThat(runs.repaired()).isEmpty();
    assertThat(status(run)).isEqualTo("published");
    assertThat(current(SOME)).isEqualTo(6f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void takesBackNothingThatAnotherWriterHasMadeCurrentSince() throws Exception {
    published(ORIGIN, 5);
    ForecastRun crashed = begin(ORIGIN);
    stage(crashed, Forecasts.of(crashed, ITEMS, 6));
    audit(crashed);
    new ForecastPublication(redis).publish(crashed.runId());
    ForecastRun stream =
        new ForecastRun("s", 1_000, RunKind.DAILY, ORIGIN + 1, HORIZON, "v1", "none");
    try (Jedis direct = redis.connect()) {
      direct.set(RedisKeys.forecast(SOME), ForecastCodec.encode(Forecasts.one(stream, SOME, 9)));
    }
    runs.close();

    runs = RunLifecycle.open(postgres, redis);

    assertThat(current(SOME)).isEqualTo(9f);
    assertThat(current(new SeriesKey("west", "item3"))).isEqualTo(5f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void redisDownAtPublishChangesNothingInPostgres() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    Path out = Files.writeString(folder.resolve("out.csv"), "earlier");
    ForecastCsv csv = ForecastCsv.write(postgres, run, out);
    servers.redisLine.cut();

    assertThatThrownBy(() -> runs.publish(run, audit, List.of(csv)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("earlier forecasts stay in place")
        .hasMessageContaining("Redis at 127.0.0.1:" + servers.redisLine.port())
        .hasMessageContaining("Check that it runs");

    servers.redisLine.mend();
    assertThat(out).hasContent("earlier");
    runs.close();
    runs = RunLifecycle.open(postgres, redis);
    assertIntact(earlier, run);
  }

  @Test
  void postgresDownAtPublishChangesNothingInRedis() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    servers.postgresLine.cut();

    assertThatThrownBy(() -> runs.publish(run, audit, List.of()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("PostgreSQL at 127.0.0.1:" + servers.postgresLine.port())
        .hasMessageContaining("Check that it runs");
    assertThat(current(SOME)).isEqualTo(5f);

    servers.postgresLine.mend();
    runs.close();
    runs = RunLifecycle.open(postgres, redis);
    assertThat(runs.repaired()).containsExactly(run.runId());
    assertIntact(earlier, run);
  }

  @Test
  void aCommitWhoseAnswerIsLostForGoodIsDecidedByTheNextStart() throws Exception {
    published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    List<PublishStep> steps = List.of(new BrokenLine(servers.postgresLine::loseNextAnswerForGood));

    assertThatThrownBy(() -> runs.publish(run, audit, steps))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("not known yet")
        .hasMessageContaining("Start PostgreSQL and run the command again");
    runs.fail(run, "what a caller does with any exception");
    assertThat(current(SOME)).isEqualTo(6f);

    servers.postgresLine.mend();
    runs.close();
    runs = RunLifecycle.open(postgres, redis);
    assertThat(status(run)).isEqualTo("published");
    assertThat(current(SOME)).isEqualTo(6f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsAskedFor() throws Exception {
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));

    runs.publish(run, audit(run), List.of(new BrokenLine(servers.postgresLine::loseNextAnswer)));

    assertThat(status(run)).isEqualTo("published");
    assertThat(current(SOME)).isEqualTo(6f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void aCommitThatNeverArrivesIsTakenBack() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    List<PublishStep> steps = List.of(new BrokenLine(servers.postgresLine::hangUp));

    assertThatThrownBy(() -> runs.publish(run, audit, steps))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("earlier forecasts stay in place");

    assertIntact(earlier, run);
  }

  private interface Break {
    void run() throws IOException;
  }

  /** Breaks the line to PostgreSQL when all statements but COMMIT have been answered. */
  private record BrokenLine(Break action) implements PublishStep {
    @Override
    public String name() {
      return "a broken line";
    }

    @Override
    public void publish() throws IOException {
      action.run();
    }

    @Override
    public void undo() {}
  }

  @Test
  void aFailingStepTakesTheOthersBack() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    ForecastCsv csv =
        ForecastCsv.write(postgres, run, folder.resolve("gone/../out.csv").normalize());
    List<String> undone = new ArrayList<>();
    PublishStep failing =
        new PublishStep() {
          @Override
          public String name() {
            return "the manifest";
          }

          @Override
          public void publish() throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void undo() {
            undone.add("manifest");
          }
        };

    assertThatThrownBy(() -> runs.publish(run, audit, List.of(csv, failing)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("the manifest cannot be put in place: No space left on device");

    assertThat(undone).containsExactly("manifest");
    assertThat(folder).isEmptyDirectory();
    assertIntact(earlier, run);
  }

  @Test
  void aFailedAuditLeavesTheEarlierRunAndSaysWhy() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    List<Forecast> forecasts = Forecasts.of(run, ITEMS, 50);
    forecasts.get(3).mean()[2] = Float.NaN;
    forecasts.get(4).quantiles()[0][1] = 60;
    forecasts.get(5).quantiles()[2][1] = 40;
    forecasts.set(6, withTier(forecasts.get(6), Tier.SEASONAL));
    forecasts.remove(7);
    stage(run, forecasts);

    Audit audit =
        runs.audit(
            run,
            new AuditExpectations(
                SERIES,
                Map.of("east", 100.0, "west", 100.0, "small", 1.0),
                new AuditLimits(0.01, 0.4, 2.5, 10)));

    assertThat(audit.failures())
        .extracting(check -> check.name())
        .containsExactly(
            "series in PostgreSQL",
            "share of series from the seasonal tier",
            "series with negative or infinite values",
            "series with a mean outside its bounds",
            "series with unordered quantiles",
            "level of warehouse east",
            "level of warehouse west");
    assertThatThrownBy(() -> runs.publish(run, audit, List.of()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("series in PostgreSQL: 41, must be = 42 (1 missing)")
        .hasMessageContaining("for one east|item4")
        .hasMessageContaining("forecast_run.audit");
    assertIntact(earlier, run);
    assertThat(
            query(
                """
                SELECT count(*) FROM forecast_run, jsonb_array_elements(audit -> 'checks') AS c
                 WHERE status = 'failed' AND NOT (c ->> 'passed')::boolean"""))
        .isEqualTo("7");
  }

  @Test
  void refusesASecondRunOfTheKindWhileOneIsUnderWay() throws Exception {
    ForecastRun run = begin(ORIGIN);
    try (RunLifecycle other = RunLifecycle.open(postgres, redis)) {
      assertThat(other.repaired()).isEmpty();
      assertThatThrownBy(() -> other.begin(RunKind.DAILY, ORIGIN, HORIZON, "v1", "s"))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("another daily run is under way (" + run.runId());
      runs.fail(run, "given up");
      assertThat(other.begin(RunKind.DAILY, ORIGIN, HORIZON, "v1", "s").sequence())
          .isGreaterThan(run.sequence());
    }
  }

  @Test
  void aPointQueryOfCurrentForecastsUsesTheIndexOfTheSeries() throws Exception {
    published(ORIGIN, 5);
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET enable_seqscan = off");
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines =
          statement.executeQuery(
              """
              EXPLAIN SELECT * FROM current_forecast
               WHERE warehouse_id = 'east' AND item_id = 'item3'""")) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      assertThat(plan.toString())
          .containsPattern("Index Cond: \\(\\(warehouse_id = 'east'.*item_id = 'item3'");
    }
  }

  private ForecastRun begin(int origin) {
    return runs.begin(RunKind.DAILY, origin, HORIZON, "v1", "snapshot-1");
  }

  private ForecastRun published(int origin, float mean) throws Exception {
    ForecastRun run = begin(origin);
    stage(run, Forecasts.of(run, ITEMS, mean));
    runs.publish(run, audit(run), List.of());
    return run;
  }

  private Audit audit(ForecastRun run) {
    return runs.audit(run, expectations(SERIES));
  }

  private static AuditExpectations expectations(long series) {
    return new AuditExpectations(series, Map.of("east", 100.0, "west", 90.0), AuditLimits.DEFAULT);
  }

  private void stage(ForecastRun run, List<Forecast> forecasts) throws Exception {
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

  private static Forecast withTier(Forecast f, Tier tier) {
    return new Forecast(
        f.key(),
        f.originDay(),
        f.asOf(),
        f.sequence(),
        f.watermark(),
        f.generatedAt(),
        tier,
        f.modelVersion(),
        f.mean(),
        f.levels(),
        f.quantiles());
  }

  private void assertIntact(ForecastRun earlier, ForecastRun failed) throws Exception {
    assertThat(status(earlier)).isEqualTo("published");
    assertThat(status(failed)).isEqualTo("failed");
    assertThat(query("SELECT count(*) FROM forecast")).isEqualTo("" + SERIES);
    assertThat(query("SELECT count(*) FROM current_forecast WHERE mean = 5"))
        .isEqualTo("" + 2 * ITEMS * HORIZON);
    assertThat(current(SOME)).isEqualTo(5f);
    assertNothingLeftInRedis(SERIES);
  }

  private void assertNothingLeftInRedis(int series) {
    try (Jedis direct = servers.directRedis().connect()) {
      Set<String> keys = direct.keys("*");
      assertThat(keys).hasSize(series).allMatch(key -> key.startsWith("forecast:"));
      assertThat(keys).allMatch(key -> direct.ttl(key) == -1);
    }
  }

  private Float current(SeriesKey key) throws IOException {
    try (Jedis direct = servers.directRedis().connect()) {
      String value = direct.get(RedisKeys.forecast(key));
      return value == null ? null : ForecastCodec.decode(value).mean()[0];
    }
  }

  private String status(ForecastRun run) throws SQLException {
    return query("SELECT status FROM forecast_run WHERE run_id = '" + run.runId() + "'");
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
