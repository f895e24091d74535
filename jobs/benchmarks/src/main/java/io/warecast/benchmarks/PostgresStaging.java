package io.warecast.benchmarks;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunKind;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import java.util.List;

/**
 * The batch's sink for PostgreSQL in a job that does nothing else, and a bare COPY of the same rows
 * over as many connections; each into the empty table.
 */
record PostgresStaging(FlinkJobs flink, PostgresConfig postgres, List<Forecast> rows) {

  /** Rows a second as {@code postgres} and {@code copy}. */
  Repeated.Rates measure(int repetitions) {
    BareCopy copy = new BareCopy(postgres, flink.parallelism());
    ForecastRun run =
        new ForecastRun(
            "bench",
            1,
            RunKind.DAILY,
            GeneratedSeries.LAST_DAY,
            rows.get(0).horizon(),
            "bench",
            "generated");
    return new Repeated("rows_per_s", 1, repetitions)
        .rate(
            "copy",
            () -> {
              copy.clear();
              double seconds = copy.seconds(rows, run.runId());
              copy.requireRows(rows.size());
              return rows.size() / seconds;
            })
        .rate(
            "postgres",
            () -> {
              copy.clear();
              double seconds = flink.stage(rows, postgres, run);
              copy.requireRows(rows.size());
              return rows.size() / seconds;
            })
        .measure();
  }
}
