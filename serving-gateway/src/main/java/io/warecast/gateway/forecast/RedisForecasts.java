package io.warecast.gateway.forecast;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.feature.FeatureVectorCodec;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest published forecasts, read from Redis without blocking. Belongs to one event loop. */
public final class RedisForecasts {

  private static final Logger LOG = LoggerFactory.getLogger(RedisForecasts.class);

  private final RedisLine line;

  private RedisForecasts(RedisLine line) {
    this.line = line;
  }

  /** Opens no connection yet: the first question does. */
  public static RedisForecasts create(Vertx vertx, RedisConfig config) {
    return new RedisForecasts(new RedisLine(vertx, config));
  }

  /**
   * The newest forecast of a series, or empty when none is stored. Fails with a problem: 503 when
   * Redis does not answer in time, 502 when what it holds is not a forecast of this series.
   */
  public Future<Optional<Forecast>> find(SeriesKey key) {
    String redisKey = RedisKeys.forecast(key);
    return line.send(Request.cmd(Command.GET).arg(redisKey))
        .recover(e -> Future.failedFuture(problemOf(redisKey, e)))
        .map(value -> decode(key, redisKey, value));
  }

  /** The online features of a series, or empty; fails like {@link #find}. */
  public Future<Optional<FeatureVector>> findFeatures(SeriesKey key) {
    String redisKey = RedisKeys.features(key);
    return line.send(Request.cmd(Command.GET).arg(redisKey))
        .recover(e -> Future.failedFuture(problemOf(redisKey, e)))
        .map(value -> decodeFeatures(redisKey, value));
  }

  /** Succeeds when Redis answers; fails with a 503 problem otherwise. */
  public Future<Void> ping() {
    return line.send(Request.cmd(Command.PING))
        .recover(e -> Future.failedFuture(unavailable()))
        .mapEmpty();
  }

  public Future<Void> close() {
    return line.close();
  }

  private static Optional<Forecast> decode(
      SeriesKey key, String redisKey, @Nullable Response value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      Forecast forecast = ForecastCodec.decode(value.toString(StandardCharsets.UTF_8));
      if (!forecast.key().equals(key)) {
        throw new IOException("it is of series " + forecast.key());
      }
      return Optional.of(forecast);
    } catch (IOException | RuntimeException e) {
      throw damaged(redisKey, e);
    }
  }

  private static Optional<FeatureVector> decodeFeatures(String redisKey, @Nullable Response value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(FeatureVectorCodec.decode(value.toString(StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException e) {
      throw damaged(redisKey, e);
    }
  }

  private static RuntimeException problemOf(String redisKey, Throwable cause) {
    return RedisLine.isRefusal(cause) ? damaged(redisKey, cause) : unavailable();
  }

  private static RuntimeException unavailable() {
    return Problem.unavailable("The forecast store does not answer; try again in a moment.")
        .toException();
  }

  private static RuntimeException damaged(String redisKey, Throwable cause) {
    LOG.error("Redis key {} does not hold a readable forecast", redisKey, cause);
    return Problem.of(
            ProblemKind.DAMAGED_FORECAST,
            "The value at Redis key '%s' is not a forecast of this series; publish a run anew."
                .formatted(redisKey))
        .toException();
  }
}
