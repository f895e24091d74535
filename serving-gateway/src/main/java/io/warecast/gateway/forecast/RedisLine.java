package io.warecast.gateway.forecast;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis on which requests are pipelined. When it breaks or falls silent it is
 * given up, and the next request opens another. Belongs to one event loop.
 */
public final class RedisLine {

  private static final Logger LOG = LoggerFactory.getLogger(RedisLine.class);

  private final Vertx vertx;
  private final RedisConfig config;

  /** Made once: making them waits for randomness, and lines are opened on event loops. */
  private final RedisOptions options;

  private @Nullable Session session;
  private boolean broken;

  /** More requests wait for an answer than the line bears; those on it may still succeed. */
  private static final class Overload extends Exception {
    private static final long serialVersionUID = 1L;

    Overload() {
      super("too many requests wait for Redis", null, false, false);
    }
  }

  public RedisLine(Vertx vertx, RedisConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.options = config.lineOptions();
  }

  /** A client with the one connection that it has opened, or is opening. */
  private record Session(Redis client, Future<RedisConnection> connection) {}

  /**
   * The answer to a request; null is Redis' nil. Fails with a {@link Response} of type error when
   * Redis refused the request, with anything else when it could not be asked.
   */
  public Future<@Nullable Response> send(Request request) {
    Session current = session == null ? open() : session;
    // Answers come in the connection's context, where nothing is known of the call.
    Promise<@Nullable Response> answered = ((ContextInternal) vertx.getOrCreateContext()).promise();
    current
        .connection()
        .compose(connection -> send(connection, request))
        .timeout(config.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(answer -> noteAnswer())
        .onFailure(e -> noteFailure(current, e))
        .onComplete(answered);
    return answered.future();
  }

  private static Future<@Nullable Response> send(RedisConnection connection, Request request) {
    return connection.pendingQueueFull()
        ? Future.failedFuture(new Overload())
        : connection.send(request);
  }

  public Future<Void> close() {
    Session last = session;
    session = null;
    return last == null ? Future.succeededFuture() : last.client().close();
  }

  private Session open() {
    Redis client = Redis.createClient(vertx, options);
    Session opened = new Session(client, client.connect());
    session = opened;
    opened.connection().onSuccess(connection -> watch(opened, connection));
    return opened;
  }

  /** Without this the first request after a restart of Redis would meet a dead connection. */
  private void watch(Session opened, RedisConnection connection) {
    connection.exceptionHandler(e -> giveUp(opened));
    connection.endHandler(end -> giveUp(opened));
  }

  private void giveUp(Session failed) {
    if (failed.equals(session)) {
      session = null;
    }
    failed.client().close();
  }

  private void noteAnswer() {
    if (broken) {
      broken = false;
      LOG.info("Redis at {} answers again", config.uri());
    }
  }

  /** A silent connection is given up too: behind it may be a host that is gone. */
  private void noteFailure(Session failed, Throwable cause) {
    if (isRefusal(cause) || cause instanceof Overload) {
      return;
    }
    giveUp(failed);
    if (!broken) {
      broken = true;
      LOG.warn("Redis at {} does not answer: {}", config.uri(), cause.toString());
    }
  }

  /** Whether Redis itself answered, with an error about this very request. */
  static boolean isRefusal(Throwable cause) {
    return cause instanceof Response reply
        && reply.type() == ResponseType.ERROR
        && reply.toString().startsWith("WRONGTYPE");
  }
}
