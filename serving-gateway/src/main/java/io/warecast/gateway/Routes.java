package io.warecast.gateway;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import io.warecast.gateway.forecast.RedisForecasts;
import io.warecast.gateway.health.HealthHandler;
import io.warecast.gateway.health.ReadinessHandler;
import io.warecast.gateway.http.AllowedMethodsHandler;
import io.warecast.gateway.http.ArrivalHandler;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.http.JsonMediaTypeHandler;
import io.warecast.gateway.page.Page;
import io.warecast.gateway.predict.PredictHandler;
import io.warecast.gateway.problem.ProblemHandler;
import io.warecast.gateway.security.AuthenticationHandler;

/** Every path of the gateway and the handlers that a request to it passes, in order. */
final class Routes {

  private static final String PREDICT = "/api/v1/predict";
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;

  private Routes() {}

  static Router create(Vertx vertx, GatewayConfig config, RedisForecasts forecasts) {
    Router router = Router.router(vertx);
    ProblemHandler problems = ProblemHandler.create(config.http().maxBodyBytes());
    router.route().handler(ArrivalHandler.create()).failureHandler(problems);
    addHealth(router, forecasts);
    addPage(router, Page.load());
    router.route("/api/*").handler(AuthenticationHandler.create(vertx, config.tokens()));
    addPredict(router, config.http(), forecasts);
    router.route().handler(context -> context.fail(NOT_FOUND));
    router.errorHandler(400, problems).errorHandler(500, problems);
    return router;
  }

  private static void addHealth(Router router, RedisForecasts forecasts) {
    router
        .route("/health")
        .handler(AllowedMethodsHandler.create(GET, HEAD))
        .handler(HealthHandler.create());
    router
        .route("/ready")
        .handler(AllowedMethodsHandler.create(GET, HEAD))
        .handler(ReadinessHandler.create(forecasts));
  }

  private static void addPage(Router router, Page page) {
    router.route("/").handler(AllowedMethodsHandler.create(GET, HEAD)).handler(page.index());
    router.route("/page/*").handler(AllowedMethodsHandler.create(GET, HEAD)).handler(page.parts());
  }

  private static void addPredict(Router router, HttpConfig http, RedisForecasts forecasts) {
    // two routes, because Vert.x wants a body's handler before a route's own handlers
    router
        .route(PREDICT)
        .handler(TimeoutHandler.create(http.requestTimeout().toMillis(), REQUEST_TIMEOUT))
        .handler(AllowedMethodsHandler.create(POST))
        .handler(JsonMediaTypeHandler.create());
    router
        .route(PREDICT)
        .handler(BodyHandler.create(false).setBodyLimit(http.maxBodyBytes()))
        .handler(PredictHandler.create(forecasts));
  }
}
