package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.model.ModelManifest;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;
import io.warecast.pipeline.run.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;

/** A lake, a model trained from it and a published run for each class of tests. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DailyScenario {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  /** Nothing after it is known to the model. */
  static final int PAST = SmallLake.LAST_DAY - 30;

  static final int HORIZON = 14;

  final Servers servers = Servers.shared();
  PostgresConfig postgres;
  RedisConfig redis;
  Path folder;
  Path lake;
  Path models;
  ModelManifest model;

  @BeforeAll
  void prepare(@TempDir Path shared) throws SQLException {
    postgres = servers.newDatabase();
    redis = servers.emptyRedis();
    folder = shared;
    lake = shared.resolve("lake");
    models = shared.resolve("models");
    SmallLake.write(lake);
  }

  /** Once for all tests of the class; the cluster takes no job before the first of them. */
  @BeforeEach
  void trainAndPublish() {
    if (model == null) {
      model = train(lake, models);
      daily();
    }
  }

  @AfterEach
  void mend() throws IOException {
    servers.postgresLine.mend();
    servers.redisLine.mend();
  }

  ModelManifest train(Path from, Path registry) {
    return TrainingJob.run(
        environment(),
        SmallLake.uri(from),
        SmallLake.uri(registry),
        options(new TrainingOptions(), "--rows", "3000", "--as-of", date(PAST)),
        ProgressListener.NONE);
  }

  RunSummary daily(String... options) {
    return dailyFrom(lake, options);
  }

  /** Of the lake's last day and {@link #HORIZON}, where the options do not say otherwise. */
  RunSummary dailyFrom(Path from, String... options) {
    String[] all =
        Stream.concat(
                List.of(options).contains("--horizon")
                    ? Stream.of()
                    : Stream.of("--horizon", "" + HORIZON),
                Stream.of(options))
            .toArray(String[]::new);
    return DailyForecastJob.run(
        environment(),
        new ForecastTargets(SmallLake.uri(from), SmallLake.uri(models), postgres, redis),
        options(new DailyOptions(), all),
        ProgressListener.NONE);
  }

  Published published() {
    try (Jedis direct = servers.directRedis().connect()) {
      return Published.read(servers.directPostgres(postgres), direct, lake);
    }
  }

  /** Whatever is there belongs to published runs. */
  void assertNothingLeftOver() throws IOException {
    assertThat(
            Published.rows(
                postgres,
                """
                SELECT run_id FROM forecast LEFT JOIN forecast_run r USING (run_id)
                 WHERE r.status IS DISTINCT FROM 'published'"""))
        .isEmpty();
    assertThat(
            Published.rows(
                postgres, "SELECT run_id FROM forecast_run WHERE status IN ('running', 'staged')"))
        .isEmpty();
    try (Jedis direct = servers.directRedis().connect()) {
      Set<String> keys = direct.keys("*");
      assertThat(keys).isNotEmpty().allMatch(key -> key.startsWith("forecast:"));
    }
    List<String> runs =
        Published.rows(
            postgres,
            "SELECT 'origin=' || origin || '/run=' || run_id FROM forecast_run WHERE status = 'published'");
    assertThat(runFolders(lake)).containsExactlyInAnyOrderElementsOf(runs);
  }

  /** Folders {@code origin=DAY/run=ID} of a lake, published or not. */
  static List<String> runFolders(Path of) throws IOException {
    Path forecasts = of.resolve("forecasts");
    if (!Files.exists(forecasts)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(forecasts, 2)) {
      return all.map(folder -> forecasts.relativize(folder).toString())
          .filter(path -> path.contains("/"))
          .toList();
    }
  }

  static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  static StreamExecutionEnvironment environment() {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    env.setParallelism(2);
    return env;
  }

  static <T> T options(T options, String... arguments) {
    return CommandLine.populateCommand(options, arguments);
  }
}
