package io.warecast.pipeline.job;

import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;

/**
 * What a batch of forecasts is made from and where it goes.
 *
 * @param lake URI of the lake's root
 * @param registry URI of the folder of all models
 */
public record ForecastTargets(
    String lake, String registry, PostgresConfig postgres, RedisConfig redis) {}
