package io.warecast.gateway;

import io.vertx.core.Vertx;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Breaker;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.catalogue.Catalogue;
import io.warecast.gateway.document.ApiDocument;
import io.warecast.gateway.forecast.ForecastCache;
import io.warecast.gateway.forecast.ForecastChanges;
import io.warecast.gateway.forecast.SeasonalDefaults;
import io.warecast.gateway.model.Models;
import io.warecast.gateway.ondemand.OnDemand;
import io.warecast.gateway.page.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What all event loops of a gateway share. */
record SharedParts(
    Breaker redisBreaker,
    Postgres postgres,
    OnDemand onDemand,
    Models models,
    ForecastCache cache,
    ForecastChanges changes,
    SeasonalDefaults defaults,
    Catalogue catalogue,
    ApiDocument document,
    Page page,
    AtomicInteger streams,
    AtomicBoolean warmed) {

  static SharedParts create(Vertx vertx, BackendsConfig config) {
    Postgres postgres = Postgres.create(vertx, config.postgres(), config.limits());
    Breaker redisBreaker = Breaker.create(vertx, "redis", config.limits(), true);
    ForecastChanges changes = new ForecastChanges();
    changes.onResumption(redisBreaker::reset);
    return new SharedParts(
        redisBreaker,
        postgres,
        OnDemand.create(vertx, config.kafka(), config.limits()),
        Models.create(vertx, config.models(), config.limits()),
        ForecastCache.create(config.cacheBytes()),
        changes,
        new SeasonalDefaults(),
        new Catalogue(postgres),
        ApiDocument.load(),
        Page.load(),
        new AtomicInteger(),
        new AtomicBoolean(config.postgres().isEmpty()));
  }

  /** Redis' first. */
  List<Breaker> breakers() {
    return List.of(redisBreaker, postgres.breaker(), onDemand.breaker(), models.breaker());
  }

  void close() {
    onDemand.close();
    models.close();
    postgres.close();
  }
}
