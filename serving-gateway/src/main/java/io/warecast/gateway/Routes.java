package io.warecast.gateway;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import io.warecast.gateway.catalogue.ForecastHandler;
import io.warecast.gateway.catalogue.ForecastsHandler;
import io.warecast.gateway.catalogue.ItemsHandler;
import io.warecast.gateway.catalogue.WarehousesHandler;
import io.warecast.gateway.health.HealthHandler;
import io.warecast.gateway.health.ReadinessHandler;
import io.warecast.gateway.history.ActualsHandler;
import io.warecast.gateway.history.BacktestsHandler;
import io.warecast.gateway.history.FeaturesHandler;
import io.warecast.gateway.history.LiveAccuracyHandler;
import io.warecast.gateway.history.SeriesAccuracyHandler;
import io.warecast.gateway.history.VintagesHandler;
import io.warecast.gateway.http.AllowedMethodsHandler;
import io.warecast.gateway.http.ArrivalHandler;
import io.warecast.gateway.http.JsonMediaTypeHandler;
import io.warecast.gateway.http.LoadSheddingHandler;
import io.warecast.gateway.model.InferenceHandlers;
import io.warecast.gateway.model.ModelsHandlers;
import io.warecast.gateway.operation.AlertsHandler;
import io.warecast.gateway.operation.MeHandler;
import io.warecast.gateway.operation.RunHandler;
import io.warecast.gateway.operation.RunsHandler;
import io.warecast.gateway.operation.StatusHandler;
import io.warecast.gateway.predict.BatchHandler;
import io.warecast.gateway.predict.ExplainHandler;
import io.warecast.gateway.predict.PredictHandler;
import io.warecast.gateway.predict.Predictions;
import io.warecast.gateway.predict.WhatIfHandler;
import io.warecast.gateway.problem.ProblemHandler;
import io.warecast.gateway.stream.ForecastStreamHandler;

/** Every path of the gateway and the handlers that a request to it passes, in order. */
final class Routes {

  private static final String API = "/api/v1";
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;

  /** The answer to many requests at once may take as many times their room. */
  private static final int BATCH_BODIES = 16;

  private final Router router;
  private final GatewayConfig config;
  private final Guards guards;
  private final SharedParts shared;
  private final LoopParts loop;
  private final Predictions predictions;

  private Routes(
      Vertx vertx, GatewayConfig config, Guards guards, SharedParts shared, LoopParts loop) {
    this.router = Router.router(vertx);
    this.config = config;
    this.guards = guards;
    this.shared = shared;
    this.loop = loop;
    this.predictions =
        new Predictions(
            loop.forecasts(),
            shared.onDemand(),
            shared.models()::resolve,
            guards.metrics().serving());
  }

  static Router create(
      Vertx vertx, GatewayConfig config, Guards guards, SharedParts shared, LoopParts loop) {
    Routes routes = new Routes(vertx, config, guards, shared, loop);
    routes.add(vertx);
    return routes.router;
  }

  private void add(Vertx vertx) {
    ProblemHandler problems = ProblemHandler.create(config.http().maxBodyBytes());
    guards.receive(router);
    router.route().handler(ArrivalHandler.create()).failureHandler(problems);
    addHealth();
    addDocument();
    Handler<RoutingContext> shedding =
        LoadSheddingHandler.create(config.backends().limits().requestsInFlight());
    for (String path : new String[] {"/api/*", "/v2", "/v2/*"}) {
      guards.protect(router, path, loop.limiter());
      router.route(path).handler(shedding); // behind the audit, which has every call
    }
    addForecasts(vertx);
    addPast();
    addModels();
    addOperation();
    addInference();
    router.route().handler(context -> context.fail(NOT_FOUND));
    router.errorHandler(400, problems).errorHandler(500, problems);
  }

  private void addHealth() {
    open("/health", HealthHandler.create());
    open("/ready", ReadinessHandler.create(loop.redis(), shared.postgres()));
    InferenceHandlers inference = new InferenceHandlers(shared.models());
    open("/v2/health/live", inference::live);
    open("/v2/health/ready", inference::ready);
  }

  private void addDocument() {
    open("/", shared.page().index());
    open("/page/*", shared.page().parts());
    open("/openapi.yaml", shared.document().yaml());
    open("/openapi.json", shared.document().json());
    router.getWithRegex("/docs").handler(context -> context.redirect("/docs/"));
    open("/docs/*", shared.document().page());
  }

  private void addForecasts(Vertx vertx) {
    post(API + "/predict", config.http().maxBodyBytes(), PredictHandler.create(predictions));
    int batchBytes = config.http().maxBodyBytes() * BATCH_BODIES;
    post(
        API + "/predict/batch",
        batchBytes,
        BatchHandler.create(predictions, config.guards().limits().maxBatch()));
    post(API + "/what-if", config.http().maxBodyBytes(), WhatIfHandler.create(predictions));
    post(API + "/explain", config.http().maxBodyBytes(), ExplainHandler.create(predictions));
    get(API + "/forecasts", ForecastsHandler.create(shared.catalogue(), loop.forecasts()));
    get(API + "/forecasts/:warehouse_id/:item_id", ForecastHandler.create(loop.forecasts()));
    // without a limit of time: a stream ends when its reader goes
    router
        .route(API + "/streams/forecasts")
        .handler(AllowedMethodsHandler.create(GET))
        .handler(
            ForecastStreamHandler.create(
                vertx, loop.forecasts(), shared.changes(), loop.streams()));
    get(API + "/warehouses", WarehousesHandler.create(shared.catalogue()));
    get(API + "/warehouses/:warehouse_id/items", ItemsHandler.create(shared.catalogue()));
  }

  private void addPast() {
    get(API + "/vintages", VintagesHandler.create(shared.postgres()));
    get(API + "/actuals", ActualsHandler.create(shared.postgres()));
    get(API + "/accuracy", LiveAccuracyHandler.create(shared.postgres()));
    get(API + "/accuracy/series", SeriesAccuracyHandler.create(shared.postgres()));
    get(API + "/accuracy/backtests", BacktestsHandler.create(shared.postgres()));
    get(
        API + "/features/:warehouse_id/:item_id",
        FeaturesHandler.create(loop.redis(), shared.postgres()));
  }

  private void addModels() {
    ModelsHandlers models = new ModelsHandlers(shared.models());
    get(API + "/models", models::list);
    post(API + "/models/rollback", config.http().maxBodyBytes(), models::rollBack);
    get(API + "/models/:model_version", models::show);
    post(API + "/models/:model_version/promote", config.http().maxBodyBytes(), models::promote);
  }

  private void addOperation() {
    get(API + "/runs", RunsHandler.create(shared.postgres()));
    get(API + "/runs/:run_id", RunHandler.create(shared.postgres()));
    get(API + "/alerts", AlertsHandler.create(shared.postgres()));
    get(API + "/status", StatusHandler.create(shared.breakers(), shared.cache()));
    get(API + "/me", MeHandler.create());
  }

  private void addInference() {
    InferenceHandlers inference = new InferenceHandlers(shared.models());
    int bytes = config.http().maxBodyBytes() * BATCH_BODIES;
    get("/v2", inference::server);
    for (String model :
        new String[] {"/v2/models/:model", "/v2/models/:model/versions/:model_version"}) {
      get(model, inference::metadata);
      get(model + "/ready", inference::modelReady);
      post(model + "/infer", bytes, inference::infer);
    }
  }

  /** A path that takes no token. */
  private void open(String path, Handler<RoutingContext> handler) {
    router.route(path).handler(AllowedMethodsHandler.create(GET, HEAD)).handler(handler);
  }

  private void get(String path, Handler<RoutingContext> handler) {
    router
        .route(path)
        .handler(TimeoutHandler.create(config.http().requestTimeout().toMillis(), REQUEST_TIMEOUT))
        .handler(AllowedMethodsHandler.create(GET, HEAD))
        .handler(
            context -> {
              context.request().resume(); // what a body says does not matter
              handler.handle(context);
            });
  }

  private void post(String path, int maxBytes, Handler<RoutingContext> handler) {
    // two routes, because Vert.x wants a body's handler before a route's own handlers
    router
        .route(path)
        .handler(TimeoutHandler.create(config.http().requestTimeout().toMillis(), REQUEST_TIMEOUT))
        .handler(AllowedMethodsHandler.create(POST))
        .handler(JsonMediaTypeHandler.create());
    router.route(path).handler(BodyHandler.create(false).setBodyLimit(maxBytes)).handler(handler);
  }
}
