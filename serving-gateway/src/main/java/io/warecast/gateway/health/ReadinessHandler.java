package io.warecast.gateway.health;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.forecast.RedisForecasts;

/** Answers 200 when forecasts can be read from Redis or PostgreSQL, and a 503 problem when not. */
public final class ReadinessHandler implements Handler<RoutingContext> {

  private final RedisForecasts redis;
  private final Postgres postgres;

  private ReadinessHandler(RedisForecasts redis, Postgres postgres) {
    this.redis = redis;
    this.postgres = postgres;
  }

  public static ReadinessHandler create(RedisForecasts redis, Postgres postgres) {
    return new ReadinessHandler(redis, postgres);
  }

  @Override
  public void handle(RoutingContext context) {
    redis
        .ping()
        .map("ready")
        .recover(away -> postgres.ask("SELECT 1").map("degraded"))
        .onSuccess(status -> answer(context, status))
        .onFailure(context::fail);
  }

  private static void answer(RoutingContext context, String status) {
    context.response().putHeader("Content-Type", "application/json");
    context.end("{\"status\":\"" + status + "\"}");
  }
}
