package io.warecast.gateway;

import io.warecast.domain.ActionableException;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.forecast.RedisConfig;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.security.TokenConfig;

/**
 * Everything that a gateway must be told. Each part checks itself when it is made and names the key
 * that is wrong and what it takes.
 */
public record GatewayConfig(
    HttpConfig http,
    RedisConfig redis,
    TokenConfig tokens,
    GuardConfig guards,
    BackendsConfig backends) {

  public GatewayConfig {
    if (http.requestTimeout().compareTo(redis.requestTimeout()) <= 0) {
      throw new ActionableException(
          "http.request-timeout is %d ms; it takes more than redis.request-timeout, %d ms"
              .formatted(http.requestTimeout().toMillis(), redis.requestTimeout().toMillis()));
    }
  }

  /** With the usual guards, in front of Redis alone. */
  public GatewayConfig(HttpConfig http, RedisConfig redis, TokenConfig tokens) {
    this(http, redis, tokens, GuardConfig.STANDARD);
  }

  /** In front of Redis alone. */
  public GatewayConfig(HttpConfig http, RedisConfig redis, TokenConfig tokens, GuardConfig guards) {
    this(http, redis, tokens, guards, BackendsConfig.NONE);
  }

  public GatewayConfig withBackends(BackendsConfig other) {
    return new GatewayConfig(http, redis, tokens, guards, other);
  }
}
