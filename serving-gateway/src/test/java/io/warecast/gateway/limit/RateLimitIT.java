package io.warecast.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.warecast.gateway.Forecasts;
import io.warecast.gateway.GatewayConfig;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.GuardConfig;
import io.warecast.gateway.RedisFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitIT {

  private static final String BODY = "{\"warehouse_id\": \"BER\"}";
  private static final int LIMIT = 40;

  private static RedisFixture redis;
  private static GatewayFixture one;
  private static GatewayFixture other;

  @BeforeAll
  static void start() {
    redis = RedisFixture.start();
    one = GatewayFixture.start(config());
    other = GatewayFixture.start(config());
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
    redis.close();
  }

  @BeforeEach
  void fill() {
    redis.send(Request.cmd(Command.FLUSHALL));
    redis.store(Forecasts.of("BER", "_total"));
  }

  private static GatewayConfig config() {
    GatewayConfig usual = GatewayFixture.config(redis.port());
    LimitConfig limits = LimitConfig.STANDARD.withRequestsPerMinute(LIMIT);
    return new GatewayConfig(
        usual.http(), usual.redis(), usual.tokens(), GuardConfig.STANDARD.withLimits(limits));
  }

  private static Answer call(GatewayFixture gateway, String subject) {
    return gateway.send(
        gateway
            .predict(BODY)
            .setHeader("Authorization", "Bearer " + GatewayFixture.tokenOf(subject, "*")));
  }

  private static int allowed(String subject, GatewayFixture... gateways) {
    int allowed = 0;
    for (int i = 0; i < 2 * LIMIT; i++) {
      for (GatewayFixture gateway : gateways) {
        allowed += call(gateway, subject).status() == 200 ? 1 : 0;
      }
    }
    return allowed;
  }

  @Test
  void holdsOneLimitForAllGateways() {
    // a request comes back every 1.5 s meanwhile
    assertThat(allowed("ada", one, other)).isBetween(LIMIT, LIMIT + 8);
  }

  @Test
  void saysInHeadersHowMuchIsLeft() {
    Answer first = call(one, "bob");

    assertThat(first.header("ratelimit-policy")).isEqualTo("\"default\";q=40;w=60");
    assertThat(first.header("ratelimit")).isEqualTo("\"default\";r=39;t=2");
    assertThat(first.header("ratelimit-limit")).isEqualTo("40");
    assertThat(first.header("ratelimit-remaining")).isEqualTo("39");
    assertThat(first.header("ratelimit-reset")).isEqualTo("2");
  }

  @Test
  void refusesWhatIsBeyondTheLimitAndSaysWhenToComeBack() {
    allowed("eve", one);

    Answer refused = call(one, "eve");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("too-many-requests");
    assertThat(refused.header("retry-after")).isBetween("1", "2");
    assertThat(refused.header("ratelimit-remaining")).isEqualTo("0");
    assertThat(call(one, "somebody else").status()).isEqualTo(200);
  }

  @Test
  void goesOnAloneWhileRedisIsAway() {
    // another one than those of the other tests, which would go on alone for a moment after this
    try (GatewayFixture alone = GatewayFixture.start(config())) {
      redis.stopServer();
      int answered = 0;
      for (int i = 0; i < 2 * LIMIT; i++) {
        answered += call(alone, "zoe").status() == 429 ? 0 : 1;
      }
      assertThat(answered).isBetween(LIMIT, LIMIT + 8);
    } finally {
      redis.startServer();
    }
  }
}
