package io.warecast.pipeline.connector.redis;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.RedisKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Makes the staged forecasts of a run current in Redis, and takes that back.
 *
 * <p>Every method throws {@link ActionableException} when Redis cannot be reached or refuses.
 */
public final class ForecastPublication {

  /** The scripts hold Redis up for some 10 microseconds a series; others must wait for them too. */
  private static final Duration SCRIPT = Duration.ofMinutes(5);

  private static final int CHUNK = 1_000;
  private static final String PUBLISH = Scripts.withGeneration("publish.lua");
  private static final String UNDO = Scripts.withGeneration("undo.lua");

  private final RedisConfig config;

  public ForecastPublication(RedisConfig config) {
    this.config = config;
  }

  /**
   * What {@link #publish} did, in series.
   *
   * @param kept current forecasts that are newer than the run's and so stayed
   */
  public record Counts(long replaced, long added, long kept) {}

  /** Notes that a run may leave something here until {@link #forget}. */
  public void open(String runId) {
    call("noting run " + runId, redis -> redis.sadd(RedisKeys.openRuns(), runId));
  }

  /** The runs that were noted and not forgotten. */
  public Set<String> openRuns() {
    return call("looking for unfinished runs", redis -> redis.smembers(RedisKeys.openRuns()));
  }

  /** Staged forecasts that are really there, in series. */
  public long stagedCount(String runId) {
    return call(
        "counting the staged forecasts of run " + runId,
        redis -> onEveryKey(redis, runId, RedisKeys.stagedPrefix(runId), Pipeline::exists));
  }

  /**
   * Makes all staged forecasts of a run current at once, except older ones, or changes nothing.
   *
   * @param sequence of the run
   */
  public Counts publish(String runId, long sequence) {
    call("keeping the staged forecasts of run " + runId, redis -> keep(redis, runId));
    List<?> counts =
        evaluate(
            "publishing run " + runId,
            PUBLISH,
            runId,
            List.of(
                RedisKeys.stagedPrefix(runId),
                RedisKeys.replacedPrefix(runId),
                Long.toString(sequence)));
    return new Counts(count(counts, 0), count(counts, 1), count(counts, 2));
  }

  /** Lets nothing of a run expire any more: an undo, however late, needs the index too. */
  private static long keep(Jedis redis, String runId) {
    redis.persist(RedisKeys.stagedIndex(runId));
    Pipeline pipeline = redis.pipelined();
    for (String key : redis.hkeys(RedisKeys.stagedIndex(runId))) {
      pipeline.persist(RedisKeys.stagedPrefix(runId) + key);
    }
    return pipeline.syncAndReturnAll().size();
  }

  /**
   * Puts back what {@link #publish} replaced, whether or not that one was reached.
   *
   * @param sequence of the run, to tell its forecasts from what others have written since
   */
  public void undo(String runId, long sequence) {
    evaluate(
        "taking back run " + runId,
        UNDO,
        runId,
        List.of(RedisKeys.replacedPrefix(runId), Long.toString(sequence)));
  }

  /** Removes all that a run left here besides current forecasts. */
  public void forget(String runId) {
    call(
        "tidying up after run " + runId,
        redis -> {
          onEveryKey(redis, runId, RedisKeys.stagedPrefix(runId), Pipeline::unlink);
          onEveryKey(redis, runId, RedisKeys.replacedPrefix(runId), Pipeline::unlink);
          redis.unlink(RedisKeys.stagedIndex(runId), RedisKeys.absentIndex(runId));
          return redis.srem(RedisKeys.openRuns(), runId);
        });
  }

  private List<?> evaluate(String doing, String script, String runId, List<String> arguments) {
    List<String> keys = List.of(RedisKeys.stagedIndex(runId), RedisKeys.absentIndex(runId));
    return call(doing, redis -> (List<?>) redis.eval(script, keys, arguments));
  }

  private <T> T call(String doing, Function<Jedis, T> commands) {
    try (Jedis redis = config.connect(SCRIPT)) {
      return commands.apply(redis);
    } catch (JedisException e) {
      throw config.failure(doing, e);
    }
  }

  /** Sends a command for every key of the run's index, in pipelined chunks; adds up the answers. */
  private static long onEveryKey(
      Jedis redis,
      String runId,
      String prefix,
      BiFunction<Pipeline, String[], Response<Long>> command) {
    String[] keys =
        redis.hkeys(RedisKeys.stagedIndex(runId)).stream()
            .map(prefix::concat)
            .toArray(String[]::new);
    Pipeline pipeline = redis.pipelined();
    List<Response<Long>> answers = new ArrayList<>();
    for (int from = 0; from < keys.length; from += CHUNK) {
      String[] chunk = Arrays.copyOfRange(keys, from, Math.min(from + CHUNK, keys.length));
      answers.add(command.apply(pipeline, chunk));
    }
    pipeline.sync();
    return answers.stream().mapToLong(Response::get).sum();
  }

  private static long count(List<?> counts, int at) {
    return (Long) counts.get(at);
  }
}
