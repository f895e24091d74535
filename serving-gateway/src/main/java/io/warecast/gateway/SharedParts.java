package io.warecast.gateway;

import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Breaker;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.catalogue.Catalogue;
import io.warecast.gateway.document.ApiDocument;
import io.warecast.gateway.forecast.ForecastCache;
import io.warecast.gateway.forecast.ForecastChanges;
import io.warecast.gateway.forecast.SeasonalDefaults;
import io.warecast.gateway.metrics.GatewayMetrics;
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

  static SharedParts create(Vertx vertx, GatewayConfig gateway) {
    BackendsConfig config = gateway.backends();
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
        ApiDocument.load(gateway.guards().limits().maxBatch()),
        Page.load(),
        new AtomicInteger(),
        new AtomicBoolean(config.postgres().isEmpty()));
  }

  /** Redis' first. */
  List<Breaker> breakers() {
    return List.of(redisBreaker, postgres.breaker(), onDemand.breaker(), models.breaker());
  }

  /** Has all of it tell how it is. */
  void register(GatewayMetrics metrics) {
    for (Breaker each : breakers()) {
      for (String state : Breaker.STATES) {
        metrics.gauge(
            "backend.circuit",
            "1 for the state that the circuit breaker of a backend is in.",
            "",
            Tags.of("backend", each.name(), "state", state),
            each,
            breaker -> breaker.state().equals(state) ? 1 : 0);
      }
    }
    String gets = "Questions to the cache of forecasts.";
    String name = "forecast.cache.gets";
    metrics.counter(name, gets, Tags.of("result", "hit"), cache, ForecastCache::hits);
    metrics.counter(name, gets, Tags.of("result", "miss"), cache, ForecastCache::misses);
    metrics.counter(
        "forecast.cache.evictions",
        "Forecasts that left the cache for want of room or for their age.",
        cache,
        ForecastCache::evictions);
    metrics.gauge(
        "forecast.cache.entries", "Forecasts in the cache.", "", cache, ForecastCache::size);
    metrics.gauge(
        "forecast.cache.following",
        "1 while changes in Redis reach the cache; without that it is not used.",
        "",
        cache,
        each -> each.isFollowing() ? 1 : 0);
    metrics.gauge("streams.open", "Open event streams.", "", streams, AtomicInteger::get);
  }

  void close() {
    onDemand.close();
    models.close();
    postgres.close();
  }
}
