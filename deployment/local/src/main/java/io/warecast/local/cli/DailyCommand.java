package io.warecast.local.cli;

import io.warecast.domain.run.AuditCheck;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.local.server.Redis;
import io.warecast.local.server.Service;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;
import io.warecast.pipeline.job.DailyForecastJob;
import io.warecast.pipeline.job.DailyOptions;
import io.warecast.pipeline.job.ForecastTargets;
import io.warecast.pipeline.job.RunSummary;
import java.io.PrintStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the daily batch. */
@Command(
    name = "daily",
    mixinStandardHelpOptions = true,
    description = {
      "Forecast every series of the lake as of a day and publish the forecasts.",
      "They become visible in PostgreSQL, Redis and files all at once, after an audit, or not at all."
    },
    footer = {
      "",
      "Examples:",
      "  warecast daily                                        as of the lake's last day",
      "  warecast daily --as-of 2016-04-24 --horizon 28 --out forecasts.csv"
    })
final class DailyCommand implements Callable<Integer> {

  private final GlobalOptions global;
  @Mixin private final DailyOptions options = new DailyOptions();

  DailyCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    try (LocalStack stack =
            LocalStack.attachOrStart(
                global.home(), "daily", EnumSet.of(Service.POSTGRES, Service.REDIS));
        LocalFlink flink = LocalFlink.start(stack.home(), FlinkMode.BATCH, 0)) {
      run(stack, flink, options, System.out);
    }
    return 0;
  }

  /** Runs the batch on a running stack and says what came of it. */
  static void run(LocalStack stack, LocalFlink flink, DailyOptions options, PrintStream out) {
    RunSummary summary;
    try (JobProgress progress = new JobProgress()) {
      summary =
          DailyForecastJob.run(
              flink.environment(FlinkMode.BATCH), targets(stack), options, progress);
    }
    print(summary, out);
    options.out().ifPresent(file -> out.printf("  written to %s%n", file));
  }

  static ForecastTargets targets(LocalStack stack) {
    Postgres postgres = stack.postgres();
    Redis redis = stack.redis();
    return new ForecastTargets(
        stack.lakeUri().toString(),
        stack.modelsUri().toString(),
        new PostgresConfig(postgres.jdbcUrl(), postgres.user(), postgres.password()),
        new RedisConfig(URI.create("redis://%s:%d".formatted(redis.host(), redis.port()))));
  }

  private static void print(RunSummary summary, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Run %s is published: %,d series, %,d forecast days as of %s, model %s.%n",
        summary.run().runId(),
        summary.series(),
        summary.rows(),
        LocalDate.ofEpochDay(summary.run().originDay()),
        summary.run().modelVersion());
    long passed = summary.audit().checks().stream().filter(AuditCheck::passed).count();
    out.printf("  %d of %d audit checks passed%n", passed, summary.audit().checks().size());
  }
}
