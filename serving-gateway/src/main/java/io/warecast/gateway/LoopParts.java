package io.warecast.gateway;

import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.forecast.RedisForecasts;
import io.warecast.gateway.limit.RateLimiter;
import io.warecast.gateway.stream.OpenStreams;

/** What each event loop has of its own. */
record LoopParts(
    RedisForecasts redis, RateLimiter limiter, AnswerPath forecasts, OpenStreams streams) {}
