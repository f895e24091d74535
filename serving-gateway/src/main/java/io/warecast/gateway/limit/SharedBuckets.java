package io.warecast.gateway.limit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.gateway.forecast.RedisConfig;
import io.warecast.gateway.forecast.RedisLine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The limit that all gateways share: per subject the time, in microseconds, at which its bucket is
 * full again, by the clock of Redis (generic cell rate algorithm). Belongs to one event loop.
 */
final class SharedBuckets {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final long WINDOW_MICROS = Duration.ofMinutes(1).toMillis() * 1_000;

  private static final String TAKE =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local window = tonumber(ARGV[2])
      local each = window / tonumber(ARGV[1])
      local full = tonumber(redis.call('GET', KEYS[1]) or now) or now
      if full < now then full = now end
      local free = math.max(0, math.floor((now + window - full) / each + 0.000001))
      local granted = math.min(tonumber(ARGV[3]), free)
      if granted > 0 then
        full = full + granted * each
        redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
        return {granted, free - granted, math.ceil((full - now) / 1000), 0}
      end
      return {0, 0, math.ceil((full - now) / 1000), math.ceil((full + each - window - now) / 1000)}
      """;

  private final RedisLine line;
  private final int requestsPerMinute;

  SharedBuckets(Vertx vertx, RedisConfig redis, int requestsPerMinute) {
    this.line = new RedisLine(vertx, redis);
    this.requestsPerMinute = requestsPerMinute;
  }

  /** Takes up to a number of requests out of a subject's bucket, in one round trip. */
  Future<Grant> take(String subject, int wanted) {
    Request request =
        Request.cmd(Command.EVAL)
            .arg(TAKE)
            .arg(1)
            .arg(RedisKeys.rateLimit(subject))
            .arg(requestsPerMinute)
            .arg(WINDOW_MICROS)
            .arg(wanted);
    return line.send(request)
        .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .map(SharedBuckets::grantOf);
  }

  private static Grant grantOf(Response answer) {
    return new Grant(
        answer.get(0).toLong(),
        answer.get(1).toLong(),
        answer.get(2).toLong(),
        answer.get(3).toLong());
  }

  Future<Void> close() {
    return line.close();
  }
}
