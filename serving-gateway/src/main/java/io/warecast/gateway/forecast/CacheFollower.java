package io.warecast.gateway.forecast;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.warecast.domain.forecast.RedisKeys;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Redis tell which forecasts change (client tracking in broadcasting mode) and passes it on. A
 * connection that is lost, or silent for {@value #SILENCE_MILLIS} ms, ends the use of the cache
 * until another one is in place: so nothing is served that lies a second behind Redis.
 */
public final class CacheFollower extends VerticleBase {

  static final int SILENCE_MILLIS = 700;
  private static final int PING_MILLIS = 200;
  private static final int RETRY_MILLIS = 250;

  private static final Logger LOG = LoggerFactory.getLogger(CacheFollower.class);

  private final RedisOptions options;
  private final Duration timeout;
  private final ForecastCache cache;
  private final ForecastChanges changes;
  private @Nullable Redis client;
  private long heard;
  private boolean reported;
  private boolean stopped;

  public CacheFollower(RedisConfig config, ForecastCache cache, ForecastChanges changes) {
    this.options = config.lineOptions();
    this.timeout = config.requestTimeout();
    this.cache = cache;
    this.changes = changes;
  }

  @Override
  public Future<?> start() {
    connect();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    Redis last = client;
    client = null;
    return last == null ? Future.succeededFuture() : last.close();
  }

  private void connect() {
    if (stopped) {
      return;
    }
    Redis opened = Redis.createClient(vertx, options);
    client = opened;
    opened
        .connect()
        .compose(connection -> track(opened, connection))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(connection -> follow(opened, connection))
        .onFailure(e -> giveUp(opened, e.toString()));
  }

  private Future<RedisConnection> track(Redis opened, RedisConnection connection) {
    connection.handler(this::hear);
    connection.exceptionHandler(e -> giveUp(opened, e.toString()));
    connection.endHandler(end -> giveUp(opened, "the connection was closed"));
    Request request =
        Request.cmd(Command.CLIENT)
            .arg("TRACKING")
            .arg("ON")
            .arg("BCAST")
            .arg("PREFIX")
            .arg(RedisKeys.forecastPrefix());
    return connection.send(request).map(connection);
  }

  private void follow(Redis opened, RedisConnection connection) {
    if (opened != client) {
      return;
    }
    heard = System.nanoTime();
    cache.follow();
    changes.resumed();
    if (reported) {
      reported = false;
      LOG.info("changes of forecasts in Redis are followed again");
    }
    vertx.setPeriodic(PING_MILLIS, timer -> ping(opened, connection, timer));
  }

  /**
   * The answer to a ping may arrive as an answer or, when a push has come in between, as a message:
   * the client takes a push for the answer to what waits. Either is a sign of life.
   */
  private void ping(Redis opened, RedisConnection connection, long timer) {
    if (opened != client) {
      vertx.cancelTimer(timer);
      return;
    }
    if (System.nanoTime() - heard > TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS)) {
      vertx.cancelTimer(timer);
      giveUp(opened, "it is silent");
      return;
    }
    connection.send(Request.cmd(Command.PING)).onSuccess(pong -> heard = System.nanoTime());
  }

  private void hear(@Nullable Response message) {
    heard = System.nanoTime();
    if (message == null
        || message.type() != ResponseType.PUSH
        || message.size() < 2
        || !message.get(0).toString().equals("invalidate")) {
      return;
    }
    Response keys = message.get(1);
    if (keys == null) { // everything was flushed
      cache.lose();
      cache.follow();
      changes.resumed();
      return;
    }
    for (Response key : keys) {
      RedisKeys.seriesOf(key.toString())
          .ifPresent(
              series -> {
                cache.changed(series);
                changes.changed(series);
              });
    }
  }

  private void giveUp(Redis failed, String reason) {
    if (failed != client) {
      return;
    }
    client = null;
    cache.lose();
    failed.close();
    if (!reported && !stopped) {
      reported = true;
      LOG.warn("changes of forecasts in Redis cannot be followed: {}", reason);
    }
    vertx.setTimer(RETRY_MILLIS, timer -> connect());
  }
}
