package io.warecast.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/** A real Redis on a free port that can be stopped and started again. */
public final class RedisFixture implements AutoCloseable {

  private final int port = freePort();
  private final Vertx vertx = Vertx.vertx();
  private final Redis client = Redis.createClient(vertx, "redis://127.0.0.1:" + port);
  private RedisServer server;

  public static RedisFixture start() {
    RedisFixture redis = new RedisFixture();
    redis.startServer();
    return redis;
  }

  public int port() {
    return port;
  }

  public void startServer() {
    server =
        RedisServer.builder()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
    server.start();
  }

  public void stopServer() {
    if (server != null) {
      server.stop();
    }
  }

  public void store(Forecast forecast) {
    set(RedisKeys.forecast(forecast.key()), ForecastCodec.encode(forecast));
  }

  public void set(String key, String value) {
    send(Request.cmd(Command.SET).arg(key).arg(value));
  }

  public Response send(Request request) {
    return await(client.send(request));
  }

  @Override
  public void close() {
    await(client.close());
    await(vertx.close());
    stopServer();
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
