package io.warecast.gateway.forecast;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.warecast.gateway.backend.Breaker;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values of Redis, asked for behind its circuit breaker. What is asked for in the same turn of the
 * event loop goes out as one question: under load that is a fraction of the system calls, and of
 * the work of Redis, of one question each. Belongs to one event loop.
 */
final class RedisReads {

  private static final Logger LOG = LoggerFactory.getLogger(RedisReads.class);

  /** So many values are read at once, and no more: the first is not to wait for hundreds. */
  private static final int MOST = 128;

  private final Vertx vertx;
  private final RedisLine line;
  private final Breaker breaker;

  /** Of the event loop and no call. */
  private final Context own;

  private List<Read> waiting = new ArrayList<>();

  private record Read(String key, Promise<@Nullable Response> answered) {}

  /** To be made on the event loop that it belongs to. */
  RedisReads(Vertx vertx, RedisLine line, Breaker breaker) {
    this.vertx = vertx;
    this.line = line;
    this.breaker = breaker;
    this.own = vertx.getOrCreateContext();
  }

  /**
   * The value of a key; null when there is none. Fails with a problem: 503 when Redis does not
   * answer or is not being asked, 502 when the key is not of a text.
   */
  Future<@Nullable Response> get(String key) {
    // each caller's in the context of their own call
    Promise<@Nullable Response> answered = ((ContextInternal) vertx.getOrCreateContext()).promise();
    waiting.add(new Read(key, answered));
    if (waiting.size() == 1) {
      own.runOnContext(turnEnds -> ask());
    } else if (waiting.size() == MOST) {
      ask();
    }
    return answered.future();
  }

  private void ask() {
    List<Read> reads = waiting;
    waiting = new ArrayList<>();
    if (reads.size() == 1) {
      ask(reads.get(0));
    } else if (!reads.isEmpty()) {
      Request request = Request.cmd(Command.MGET);
      reads.forEach(read -> request.arg(read.key()));
      breaker
          .ask(() -> line.send(request).recover(e -> Future.failedFuture(unavailable())))
          .onSuccess(values -> distribute(reads, values))
          .onFailure(e -> reads.forEach(read -> read.answered().fail(e)));
    }
  }

  /** A key of another type has no value among several: it is asked for alone, and refused. */
  private void distribute(List<Read> reads, @Nullable Response values) {
    for (int i = 0; i < reads.size(); i++) {
      Response value = values == null ? null : values.get(i);
      if (value == null) {
        ask(reads.get(i));
      } else {
        reads.get(i).answered().complete(value);
      }
    }
  }

  private void ask(Read read) {
    Request request = Request.cmd(Command.GET).arg(read.key());
    breaker
        .ask(() -> line.send(request).recover(e -> Future.failedFuture(problemOf(read.key(), e))))
        .onComplete(read.answered());
  }

  private static ProblemException problemOf(String key, Throwable cause) {
    return RedisLine.isRefusal(cause) ? damaged(key, cause) : unavailable();
  }

  static ProblemException unavailable() {
    return Problem.unavailable("The forecast store does not answer; try again in a moment.")
        .toException();
  }

  static ProblemException damaged(String key, Throwable cause) {
    LOG.error("Redis key {} does not hold a readable forecast", key, cause);
    return Problem.of(
            ProblemKind.DAMAGED_FORECAST,
            "The value at Redis key '%s' is not a forecast of this series; publish a run anew."
                .formatted(key))
        .toException();
  }
}
