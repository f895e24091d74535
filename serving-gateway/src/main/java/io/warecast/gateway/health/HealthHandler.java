package io.warecast.gateway.health;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Answers 200 for as long as the event loop runs; asks nothing behind the gateway. */
public final class HealthHandler implements Handler<RoutingContext> {

  private HealthHandler() {}

  public static HealthHandler create() {
    return new HealthHandler();
  }

  @Override
  public void handle(RoutingContext context) {
    context.response().putHeader("Content-Type", "application/json");
    context.end("{\"status\":\"up\"}");
  }
}
