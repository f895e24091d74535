package io.warecast.gateway.health;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.forecast.RedisForecasts;

/** Answers 200 when forecasts can be read, and a 503 problem when not. */
public final class ReadinessHandler implements Handler<RoutingContext> {

  private final RedisForecasts forecasts;

  private ReadinessHandler(RedisForecasts forecasts) {
    this.forecasts = forecasts;
  }

  public static ReadinessHandler create(RedisForecasts forecasts) {
    return new ReadinessHandler(forecasts);
  }

  @Override
  public void handle(RoutingContext context) {
    forecasts.ping().onSuccess(v -> answer(context)).onFailure(context::fail);
  }

  private static void answer(RoutingContext context) {
    context.response().putHeader("Content-Type", "application/json");
    context.end("{\"status\":\"ready\"}");
  }
}
