package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.run.ForecastRun;
import org.apache.flink.api.connector.sink2.Sink;

/** The sink that writes a run's forecasts to the table {@code forecast}, one row a series. */
public final class PostgresForecasts {

  private PostgresForecasts() {}

  /** A sink for the forecasts of a run that has begun; nobody sees them until it is published. */
  public static Sink<Forecast> staging(PostgresConfig config, ForecastRun run) {
    String runId = run.runId();
    return context -> new StagingWriter(config, runId);
  }
}
