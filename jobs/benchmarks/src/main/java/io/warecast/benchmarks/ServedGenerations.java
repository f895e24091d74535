package io.warecast.benchmarks;

import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.redis.RedisConfig;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** Up to when the forecasts that Redis serves know orders. */
final class ServedGenerations implements AutoCloseable {

  /** Every value begins with it. */
  private static final String AS_OF = "{\"as_of\":";

  private static final int HEAD = AS_OF.length() + 20;

  private final Jedis redis;

  ServedGenerations(RedisConfig redis) {
    this.redis = redis.connect();
  }

  /** Epoch millis of each series' forecast, {@link Long#MIN_VALUE} where there is none. */
  long[] asOf(List<SeriesKey> series) {
    try (Pipeline pipeline = redis.pipelined()) {
      List<Response<String>> heads =
          series.stream().map(key -> pipeline.getrange(RedisKeys.forecast(key), 0, HEAD)).toList();
      pipeline.sync();
      return heads.stream().mapToLong(head -> asOf(head.get())).toArray();
    }
  }

  /** Waits until all of them know of orders up to a moment. */
  void await(List<SeriesKey> series, long moment) throws Exception {
    Waiting.until(
        "forecasts are made",
        2,
        () -> java.util.Arrays.stream(asOf(series)).allMatch(asOf -> asOf >= moment));
  }

  /** Waits for as many keys, of forecasts and features. */
  void awaitKeys(long number) throws Exception {
    Waiting.until("all series are served", 50, () -> redis.dbSize() >= number);
  }

  private static long asOf(String head) {
    int end = head.indexOf(',');
    return end < 0 ? Long.MIN_VALUE : Long.parseLong(head, AS_OF.length(), end, 10);
  }

  @Override
  public void close() {
    redis.close();
  }
}
