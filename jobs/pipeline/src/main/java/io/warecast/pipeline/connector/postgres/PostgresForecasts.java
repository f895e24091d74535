package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.run.ForecastRun;
import io.warecast.pipeline.connector.delivery.DeliverySettings;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;

/** The sinks that write forecasts to the table {@code forecast}, one row a series and origin. */
public final class PostgresForecasts {

  private PostgresForecasts() {}

  /** A sink for the forecasts of a run that has begun; nobody sees them until it is published. */
  public static Sink<Forecast> staging(PostgresConfig config, ForecastRun run) {
    return new RowSink<>(
        config, new ForecastForm.Staged(run.runId()), "warecast " + run.runId(), Duration.ZERO);
  }

  /** As {@link #continuous(PostgresConfig, String, Duration)}, with a minute of patience. */
  public static Sink<Forecast> continuous(PostgresConfig config, String lakeSnapshot) {
    return continuous(config, lakeSnapshot, DeliverySettings.DEFAULT_PATIENCE);
  }

  /**
   * A sink for the forecasts of the continuous job. Each origin is a run of its own that is
   * published from its first forecast on; an older generation {@code (as_of, sequence)} never
   * replaces a newer one.
   *
   * @param lakeSnapshot what the job started from
   * @param patience while PostgreSQL is away, after which it fails
   */
  public static Sink<Forecast> continuous(
      PostgresConfig config, String lakeSnapshot, Duration patience) {
    return RowSink.continuous(config, new ForecastForm.Continuous(lakeSnapshot), patience);
  }
}
