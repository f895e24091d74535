package io.warecast.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.forecast.PostgresForecasts;
import io.warecast.gateway.forecast.RedisForecasts;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.problem.InvalidRequestHandler;
import io.warecast.gateway.stream.OpenStreams;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** One event loop's share of the gateway: a server on the common port and its line to Redis. */
final class GatewayVerticle extends VerticleBase {

  /** Tells Vert.x to take one free port for all verticles of a deployment. */
  private static final int SHARED_FREE_PORT = -1;

  private final GatewayConfig config;
  private final SharedParts shared;
  private final IntConsumer listening;
  private Supplier<Future<Void>> stopper = Future::succeededFuture;

  GatewayVerticle(GatewayConfig config, SharedParts shared, IntConsumer listening) {
    this.config = config;
    this.shared = shared;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    RedisForecasts redis = RedisForecasts.create(vertx, config.redis());
    LoopParts loop =
        new LoopParts(
            redis,
            new AnswerPath(
                shared.cache(),
                redis,
                shared.redisBreaker(),
                new PostgresForecasts(shared.postgres()),
                shared.defaults()),
            new OpenStreams(shared.streams(), config.backends().limits().streams()));
    HttpServer server =
        vertx
            .createHttpServer(options(config.http()))
            .invalidRequestHandler(InvalidRequestHandler.create(vertx))
            .requestHandler(Routes.create(vertx, config, shared, loop));
    stopper = () -> drain(server, loop.streams()).eventually(redis::close);
    // connected first, whatever comes of it, so that the first caller need not wait for that
    return redis
        .ping()
        .transform(asked -> server.listen())
        .onSuccess(ready -> listening.accept(ready.actualPort()));
  }

  @Override
  public Future<?> stop() {
    return stopper.get();
  }

  /** Streams have no end of their own to wait for. */
  private Future<Void> drain(HttpServer server, OpenStreams streams) {
    streams.end();
    return server.shutdown(config.http().drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static HttpServerOptions options(HttpConfig http) {
    return new HttpServerOptions()
        .setHost(http.host())
        .setPort(http.port() == 0 ? SHARED_FREE_PORT : http.port())
        .setIdleTimeout((int) http.idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }
}
