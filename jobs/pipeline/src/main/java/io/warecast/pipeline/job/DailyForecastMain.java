package io.warecast.pipeline.job;

import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;
import java.net.URI;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the daily batch on whatever Flink this runs in. */
@Command(name = "daily-forecast", description = "Forecasts every series of the lake as of a day.")
public final class DailyForecastMain implements Callable<RunSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(DailyForecastMain.class);

  @Mixin private StorageOptions storage = new StorageOptions();
  @Mixin private DailyOptions options = new DailyOptions();

  @Option(
      names = "--postgres-url",
      required = true,
      defaultValue = "${env:WARECAST_POSTGRES_URL}",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://host:port/database. Default: $WARECAST_POSTGRES_URL. The password is taken from $WARECAST_POSTGRES_PASSWORD only.")
  private String postgresUrl = "";

  @Option(
      names = "--postgres-user",
      required = true,
      defaultValue = "${env:WARECAST_POSTGRES_USER}",
      paramLabel = "NAME",
      description = "Default: $WARECAST_POSTGRES_USER.")
  private String postgresUser = "";

  @Option(
      names = "--redis",
      required = true,
      defaultValue = "${env:WARECAST_REDIS}",
      paramLabel = "URI",
      description = "redis://host:port. Default: $WARECAST_REDIS.")
  private URI redis = URI.create("redis://127.0.0.1:6379");

  private DailyForecastMain() {}

  /** Runs the job with the options that the class's fields describe. */
  public static void main(String[] arguments) throws Exception {
    LOG.info("{}", JobCommandLine.run(new DailyForecastMain(), arguments));
  }

  @Override
  public RunSummary call() {
    String password = System.getenv().getOrDefault("WARECAST_POSTGRES_PASSWORD", "");
    ForecastTargets targets =
        new ForecastTargets(
            storage.lake(),
            storage.models(),
            new PostgresConfig(postgresUrl, postgresUser, password),
            new RedisConfig(redis));
    return DailyForecastJob.run(
        StreamExecutionEnvironment.getExecutionEnvironment(),
        targets,
        options,
        JobCommandLine.logged());
  }
}
