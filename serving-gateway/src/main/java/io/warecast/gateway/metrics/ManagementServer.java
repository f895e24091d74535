package io.warecast.gateway.metrics;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.warecast.domain.ActionableException;

/** Serves {@code /metrics} to those who run the gateway. */
public final class ManagementServer {

  private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private ManagementServer() {}

  /**
   * Starts to listen.
   *
   * @return the server; fails with an {@link ActionableException} when it cannot listen
   */
  public static Future<HttpServer> start(
      Vertx vertx, ManagementConfig config, GatewayMetrics metrics) {
    HttpServerOptions options =
        new HttpServerOptions().setHost(config.host()).setPort(config.port()).setIdleTimeout(60);
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("gateway-metrics", 1);
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> answer(request, metrics, worker))
        .listen()
        .recover(
            e ->
                Future.failedFuture(
                    new ActionableException(
                        "metrics.host %s with metrics.port %d cannot be listened on (%s); choose another"
                            .formatted(config.host(), config.port(), e.getMessage()),
                        e)));
  }

  /** Meters of the process read files, and all of them together take a while. */
  private static void answer(
      HttpServerRequest request, GatewayMetrics metrics, WorkerExecutor worker) {
    if (!"/metrics".equals(request.path())) {
      request.response().setStatusCode(404).end();
    } else if (!HttpMethod.GET.equals(request.method())) {
      request.response().setStatusCode(405).putHeader("Allow", "GET").end();
    } else {
      worker
          .executeBlocking(metrics::text)
          .onSuccess(text -> request.response().putHeader("Content-Type", MEDIA_TYPE).end(text))
          .onFailure(e -> request.response().setStatusCode(500).end());
    }
  }
}
