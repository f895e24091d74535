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
import io.warecast.domain.forecast.ForecastText;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.backend.Breaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest published forecasts, read from Redis without blocking. Belongs to one event loop. */
public final class RedisForecasts {

  private final RedisLine line;
  private final RedisReads reads;

  private RedisForecasts(RedisLine line, RedisReads reads) {
    this.line = line;
    this.reads = reads;
  }

  /**
   * Opens no connection yet: the first question does. To be called on the event loop.
   *
   * @param breaker stands before every question but {@link #ping}
   */
  public static RedisForecasts create(Vertx vertx, RedisConfig config, Breaker breaker) {
    RedisLine line = new RedisLine(vertx, config);
    return new RedisForecasts(line, new RedisReads(vertx, line, breaker));
  }

  /**
   * The newest forecast of a series, or empty when none is stored. Fails with a problem: 503 when
   * Redis does not answer in time, 502 when what it holds is not a forecast of this series.
   */
  public Future<Optional<EncodedForecast>> find(SeriesKey key) {
    String redisKey = RedisKeys.forecast(key);
    return reads.get(redisKey).map(value -> read(key, redisKey, value));
  }

  /** The online features of a series, or empty; fails like {@link #find}. */
  public Future<Optional<FeatureVector>> findFeatures(SeriesKey key) {
    String redisKey = RedisKeys.features(key);
    return reads.get(redisKey).map(value -> decodeFeatures(redisKey, value));
  }

  /** Succeeds when Redis answers; fails with a 503 problem otherwise. */
  public Future<Void> ping() {
    return line.send(Request.cmd(Command.PING))
        .recover(e -> Future.failedFuture(RedisReads.unavailable()))
        .mapEmpty();
  }

  public Future<Void> close() {
    return line.close();
  }

  private static Optional<EncodedForecast> read(
      SeriesKey key, String redisKey, @Nullable Response value) {
    if (value == null) {
      return Optional.empty();
    }
    Optional<ForecastText> text = ForecastText.of(value.toBytes(), key);
    return Optional.of(
        text.isPresent()
            ? EncodedForecast.of(text.get())
            : EncodedForecast.of(decode(key, redisKey, value)));
  }

  private static Forecast decode(SeriesKey key, String redisKey, Response value) {
    try {
      Forecast forecast = ForecastCodec.decode(value.toString(StandardCharsets.UTF_8));
      if (!forecast.key().equals(key)) {
        throw new IOException("it is of series " + forecast.key());
      }
      return forecast;
    } catch (IOException | RuntimeException e) {
      throw RedisReads.damaged(redisKey, e);
    }
  }

  private static Optional<FeatureVector> decodeFeatures(String redisKey, @Nullable Response value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(FeatureVectorCodec.decode(value.toString(StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException e) {
      throw RedisReads.damaged(redisKey, e);
    }
  }
}
