package io.warecast.gateway.metrics;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.call.Call;
import org.jspecify.annotations.Nullable;

/** Measures how long each call took, by route, status and where the answer came from. */
public final class MetricsHandler implements Handler<RoutingContext> {

  private final GatewayMetrics metrics;

  private MetricsHandler(GatewayMetrics metrics) {
    this.metrics = metrics;
  }

  public static MetricsHandler create(GatewayMetrics metrics) {
    return new MetricsHandler(metrics);
  }

  @Override
  public void handle(RoutingContext context) {
    context.addHeadersEndHandler(head -> measure(context));
    context.next();
  }

  private void measure(RoutingContext context) {
    Call call = Call.of(context);
    metrics.answered(
        context.request().method().name(),
        templateOf(context.currentRoute()),
        context.response().getStatusCode(),
        call.source(),
        call.nanos());
  }

  /** Never the path itself: callers could make up any number of them. */
  private static String templateOf(@Nullable Route route) {
    String path = route == null ? null : route.getPath();
    return path == null ? "none" : path;
  }
}
