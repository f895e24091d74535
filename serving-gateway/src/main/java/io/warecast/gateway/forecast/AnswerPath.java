package io.warecast.gateway.forecast;

import io.vertx.core.Future;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.metrics.ServingMetrics;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The way to the newest forecast of a series: cache, Redis; and when Redis is away or has none,
 * what was last known, PostgreSQL, and the seasonal default. Questions for the same series at the
 * same time are one. Belongs to one event loop.
 */
public final class AnswerPath {

  private final ForecastCache cache;
  private final RedisForecasts redis;
  private final PostgresForecasts postgres;
  private final SeasonalDefaults defaults;
  private final ServingMetrics metrics;
  private final Map<SeriesKey, Future<Optional<Served>>> underWay = new HashMap<>();
  private final InstantSource clock = InstantSource.system();

  public AnswerPath(
      ForecastCache cache,
      RedisForecasts redis,
      PostgresForecasts postgres,
      SeasonalDefaults defaults,
      ServingMetrics metrics) {
    this.cache = cache;
    this.redis = redis;
    this.postgres = postgres;
    this.defaults = defaults;
    this.metrics = metrics;
  }

  /**
   * The newest forecast that can be had; empty when there is none. Fails with a problem when it
   * cannot be known.
   */
  public Future<Optional<Served>> find(SeriesKey key) {
    EncodedForecast cached = cache.find(key);
    if (cached != null) {
      Served served = new Served(cached, Source.CACHE);
      note(served);
      return Future.succeededFuture(Optional.of(served));
    }
    return read(key).onSuccess(found -> found.ifPresent(this::note));
  }

  private void note(Served served) {
    metrics.served(served.source().wireName(), served.head().asOf());
  }

  private Future<Optional<Served>> read(SeriesKey key) {
    Future<Optional<Served>> same = underWay.get(key);
    if (same != null) {
      return same;
    }
    Future<Optional<Served>> asked = ask(key);
    if (!asked.isComplete()) {
      underWay.put(key, asked);
      asked.onComplete(done -> underWay.remove(key));
    }
    return asked;
  }

  private Future<Optional<Served>> ask(SeriesKey key) {
    ForecastCache.Stamp stamp = cache.stamp(key);
    return redis
        .find(key)
        .compose(
            found -> found.isPresent() ? kept(key, stamp, found.get()) : lostByRedis(key),
            e -> withoutRedis(key, e));
  }

  private Future<Optional<Served>> kept(
      SeriesKey key, ForecastCache.Stamp stamp, EncodedForecast forecast) {
    cache.put(key, stamp, forecast);
    defaults.remember(key, forecast);
    return Future.succeededFuture(Optional.of(new Served(forecast, Source.REDIS)));
  }

  /** Redis may have come back empty; that PostgreSQL is away then does not matter. */
  private Future<Optional<Served>> lostByRedis(SeriesKey key) {
    return postgres.isConfigured()
        ? postgres.find(key).map(AnswerPath::stored).otherwise(Optional.empty())
        : Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Served>> withoutRedis(SeriesKey key, Throwable cause) {
    if (!isOutage(cause)) {
      return Future.failedFuture(cause);
    }
    Optional<EncodedForecast> known = cache.lastKnown(key);
    if (known.isPresent()) {
      return Future.succeededFuture(Optional.of(new Served(known.get(), Source.LAST_KNOWN)));
    }
    Future<Optional<Served>> stored =
        postgres.isConfigured()
            ? postgres.find(key).map(AnswerPath::stored)
            : Future.succeededFuture(Optional.empty());
    return stored
        .otherwise(Optional.empty())
        .map(found -> found.isPresent() ? found : usual(key))
        .compose(
            found ->
                found.isPresent() ? Future.succeededFuture(found) : Future.failedFuture(cause));
  }

  private static Optional<Served> stored(Optional<Forecast> found) {
    return found.map(forecast -> Served.of(forecast, Source.POSTGRES));
  }

  private Optional<Served> usual(SeriesKey key) {
    return defaults.find(key, clock.millis()).map(forecast -> Served.of(forecast, Source.DEFAULT));
  }

  private static boolean isOutage(Throwable cause) {
    return !(cause instanceof ProblemException known)
        || known.problem().kind() == ProblemKind.UNAVAILABLE;
  }
}
