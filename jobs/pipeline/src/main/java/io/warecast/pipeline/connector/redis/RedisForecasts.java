package io.warecast.pipeline.connector.redis;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.run.ForecastRun;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** The sink that writes a run's forecasts to Redis under keys that nobody reads yet. */
public final class RedisForecasts implements Sink<Forecast> {

  private static final long serialVersionUID = 1L;

  private final RedisConfig config;
  private final String runId;

  private RedisForecasts(RedisConfig config, String runId) {
    this.config = config;
    this.runId = runId;
  }

  /** A sink for the forecasts of a run that has begun; nobody sees them until it is published. */
  public static Sink<Forecast> staging(RedisConfig config, ForecastRun run) {
    return new RedisForecasts(config, run.runId());
  }

  @Override
  public SinkWriter<Forecast> createWriter(WriterInitContext context) {
    return new StagingWriter(config, runId);
  }
}
