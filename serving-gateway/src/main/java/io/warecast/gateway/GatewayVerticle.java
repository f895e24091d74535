package io.warecast.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.warecast.gateway.catalogue.Warming;
import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.forecast.PostgresForecasts;
import io.warecast.gateway.forecast.RedisForecasts;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.limit.LimitConfig;
import io.warecast.gateway.limit.RateLimiter;
import io.warecast.gateway.problem.InvalidRequestHandler;
import io.warecast.gateway.stream.OpenStreams;
import io.warecast.gateway.tls.Certificates;
import io.warecast.gateway.tls.TlsConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** One event loop's share of the gateway: a server on the common port and its line to Redis. */
final class GatewayVerticle extends VerticleBase {

  /** Tells Vert.x to take one free port for all verticles of a deployment. */
  private static final int SHARED_FREE_PORT = -1;

  private final GatewayConfig config;
  private final Guards guards;
  private final SharedParts shared;
  private final IntConsumer listening;
  private Supplier<Future<Void>> stopper = Future::succeededFuture;

  GatewayVerticle(GatewayConfig config, Guards guards, SharedParts shared, IntConsumer listening) {
    this.config = config;
    this.guards = guards;
    this.shared = shared;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    RedisForecasts redis = RedisForecasts.create(vertx, config.redis(), shared.redisBreaker());
    LoopParts loop =
        new LoopParts(
            redis,
            RateLimiter.create(vertx, config.redis(), guards.buckets()),
            new AnswerPath(
                shared.cache(),
                redis,
                new PostgresForecasts(shared.postgres()),
                shared.defaults(),
                guards.metrics().serving()),
            new OpenStreams(shared.streams(), config.backends().limits().streams()));
    HttpServer server =
        vertx
            .createHttpServer(options(config))
            .invalidRequestHandler(InvalidRequestHandler.create(vertx))
            .requestHandler(Routes.create(vertx, config, guards, shared, loop));
    stopper =
        () ->
            drain(server, loop.streams())
                .eventually(redis::close)
                .eventually(loop.limiter()::close);
    // connected first, whatever comes of it, so that the first caller need not wait for that
    return redis
        .ping()
        .transform(asked -> loop.limiter().connect())
        .transform(asked -> server.listen().recover(this::named))
        .compose(this::watchCertificates)
        .onSuccess(
            ready -> {
              listening.accept(ready.actualPort());
              warm(loop);
            });
  }

  /** Once changes are followed: what is read before does not count. */
  private void warm(LoopParts loop) {
    Warming warming =
        new Warming(shared.catalogue(), loop.forecasts(), config.backends().warming());
    Runnable begin =
        () -> {
          if (shared.warmed().compareAndSet(false, true)) {
            warming.begin();
          }
        };
    shared.changes().onResumption(() -> context.runOnContext(v -> begin.run()));
  }

  @Override
  public Future<?> stop() {
    return stopper.get();
  }

  /** What goes wrong before there is a socket to bind is about the certificate. */
  private Future<HttpServer> named(Throwable cause) {
    Optional<TlsConfig> tls = config.guards().tls();
    if (tls.isEmpty() || cause instanceof IOException) {
      return Future.failedFuture(cause);
    }
    return Future.failedFuture(Certificates.unusable(tls.get(), cause));
  }

  private Future<HttpServer> watchCertificates(HttpServer server) {
    Optional<TlsConfig> tls = config.guards().tls();
    return tls.isEmpty()
        ? Future.succeededFuture(server)
        : Certificates.watch(vertx, tls.get(), server).map(server);
  }

  /** Streams have no end of their own to wait for. */
  private Future<Void> drain(HttpServer server, OpenStreams streams) {
    streams.end();
    return server.shutdown(config.http().drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static HttpServerOptions options(GatewayConfig config) {
    HttpConfig http = config.http();
    LimitConfig limits = config.guards().limits();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(http.host())
            .setPort(http.port() == 0 ? SHARED_FREE_PORT : http.port())
            .setIdleTimeout((int) http.idleTimeout().toMillis())
            .setMaxHeaderSize(limits.maxHeaderBytes())
            .setMaxInitialLineLength(limits.maxUriBytes())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            // nothing here is a WebSocket; the handlers of its extensions would see every request
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false);
    config.guards().tls().ifPresent(tls -> Certificates.apply(tls, options));
    return options;
  }
}
