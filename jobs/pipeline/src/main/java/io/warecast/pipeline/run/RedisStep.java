package io.warecast.pipeline.run;

import io.warecast.domain.run.ForecastRun;
import io.warecast.pipeline.connector.redis.ForecastPublication;
import io.warecast.pipeline.connector.redis.ForecastPublication.Counts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's forecasts in Redis, as a step of its publication. */
final class RedisStep implements PublishStep {

  private static final Logger LOG = LoggerFactory.getLogger(RedisStep.class);

  private final ForecastPublication redis;
  private final ForecastRun run;

  RedisStep(ForecastPublication redis, ForecastRun run) {
    this.redis = redis;
    this.run = run;
  }

  @Override
  public String name() {
    return "the forecasts in Redis";
  }

  @Override
  public void publish() {
    Counts counts = redis.publish(run.runId(), run.sequence());
    LOG.info(
        "run {} in Redis: {} forecasts replaced, {} added, {} kept because they are newer",
        run.runId(),
        counts.replaced(),
        counts.added(),
        counts.kept());
  }

  @Override
  public void undo() {
    redis.undo(run.runId(), run.sequence());
  }

  @Override
  public void finish() {
    redis.forget(run.runId());
  }
}
