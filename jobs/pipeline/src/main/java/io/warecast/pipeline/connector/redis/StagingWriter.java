package io.warecast.pipeline.connector.redis;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** Writes staged forecasts in pipelined batches and notes them in the run's index. */
final class StagingWriter implements SinkWriter<Forecast> {

  private static final Logger LOG = LoggerFactory.getLogger(StagingWriter.class);

  /** So that a run that nobody comes back to cannot fill Redis. */
  static final Duration TIME_TO_LIVE = Duration.ofDays(1);

  private static final SetParams EXPIRING = SetParams.setParams().ex(TIME_TO_LIVE.toSeconds());
  private static final int BATCH = 512;

  private final RedisConfig config;
  private final String runId;
  private final Jedis redis;
  private final Pipeline pipeline;
  private final List<Forecast> waiting = new ArrayList<>(BATCH);

  StagingWriter(RedisConfig config, String runId) {
    this.config = config;
    this.runId = runId;
    this.redis = config.connect();
    this.pipeline = redis.pipelined();
  }

  @Override
  public void write(Forecast forecast, Context context) {
    try {
      waiting.add(forecast);
      if (waiting.size() == BATCH) {
        send();
      }
    } catch (JedisException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush(boolean endOfInput) {
    try {
      if (!waiting.isEmpty()) {
        send();
      }
    } catch (JedisException e) {
      throw failure(e);
    }
  }

  /** The index goes first: what a killed writer leaves behind can then be found and removed. */
  private void send() {
    String index = RedisKeys.stagedIndex(runId);
    pipeline.hset(
        index,
        waiting.stream()
            .collect(
                Collectors.toMap(
                    forecast -> RedisKeys.forecast(forecast.key()),
                    forecast -> Long.toString(forecast.asOf()),
                    (earlier, later) -> later)));
    pipeline.expire(index, TIME_TO_LIVE.toSeconds());
    for (Forecast forecast : waiting) {
      pipeline.set(
          RedisKeys.staged(runId, forecast.key()), ForecastCodec.encode(forecast), EXPIRING);
    }
    waiting.clear();
    for (Object answer : pipeline.syncAndReturnAll()) {
      if (answer instanceof JedisDataException refused) {
        throw refused;
      }
    }
  }

  private ActionableException failure(JedisException e) {
    return config.failure("staging forecasts of run " + runId, e);
  }

  /** Never throws: that would end the whole TaskManager, not just the task. */
  @Override
  public void close() {
    try {
      redis.close();
    } catch (JedisException e) {
      LOG.debug("closing a connection that is gone", e);
    }
  }
}
