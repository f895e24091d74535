package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.warecast.gateway.GatewayFixture.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisOutageIT {

  private static final String GOOD = "{\"warehouse_id\": \"BER\"}";
  private static final String NEVER_SEEN =
      "{\"warehouse_id\": \"BER\", \"item_id\": \"never-seen\"}";

  @Test
  void answersWithWhatItKnowsWhileRedisIsDownAndRecoversWithoutARestart() {
    try (RedisFixture redis = RedisFixture.start();
        GatewayFixture gateway = GatewayFixture.start(redis.port())) {
      redis.store(Forecasts.of("BER", "_total"));
      assertThat(gateway.post(GOOD).status()).isEqualTo(200);
      assertThat(gateway.get("/ready").status()).isEqualTo(200);

      for (int outage = 0; outage < 2; outage++) {
        redis.stopServer();
        for (int call = 0; call < 20; call++) {
          assertLastKnown(gateway.post(GOOD));
          assertUnavailable(gateway.post(NEVER_SEEN));
        }
        assertUnavailable(gateway.get("/ready"));
        assertThat(gateway.get("/health").status()).isEqualTo(200);

        redis.startServer();
        redis.store(Forecasts.of("BER", "_total"));
        for (int call = 0; call < 20; call++) {
          assertThat(gateway.post(GOOD).status()).isEqualTo(200);
        }
        assertThat(gateway.get("/ready").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void doesNotNoticeARestartOfRedisBetweenTwoRequests() {
    try (RedisFixture redis = RedisFixture.start();
        GatewayFixture gateway = GatewayFixture.start(redis.port())) {
      redis.store(Forecasts.of("BER", "_total"));
      for (int restart = 0; restart < 3; restart++) {
        assertThat(gateway.post(GOOD).status()).isEqualTo(200);

        redis.stopServer();
        redis.startServer();
        redis.store(Forecasts.of("BER", "_total"));
      }
    }
  }

  @Test
  void startsWithoutRedisAndIsReadyOnceItIsThere() {
    RedisFixture redis = new RedisFixture();
    try (GatewayFixture gateway = GatewayFixture.start(redis.port())) {
      assertThat(gateway.get("/health").status()).isEqualTo(200);
      assertUnavailable(gateway.get("/ready"));

      redis.startServer();

      await().atMost(Duration.ofSeconds(30)).until(() -> gateway.get("/ready").status() == 200);
    } finally {
      redis.close();
    }
  }

  @Test
  void waitsNoLongerThanItsTimeoutForASilentRedisAndHangsUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        GatewayFixture gateway = GatewayFixture.start(silent.getLocalPort())) {
      silent.setSoTimeout(5_000);
      for (int call = 0; call < 3; call++) {
        long begun = System.nanoTime();

        assertUnavailable(gateway.post(GOOD));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        try (Socket line = silent.accept()) {
          line.setSoTimeout(5_000);
          assertThat(line.getInputStream().readAllBytes()).isNotEmpty();
        }
      }
      assertThat(gateway.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void recoversFromARedisThatPauses() {
    try (RedisFixture redis = RedisFixture.start();
        GatewayFixture gateway = GatewayFixture.start(redis.port())) {
      redis.store(Forecasts.of("BER", "_total"));
      assertThat(gateway.post(GOOD).status()).isEqualTo(200);

      redis.send(Request.cmd(Command.CLIENT).arg("PAUSE").arg("1500").arg("ALL"));

      assertUnavailable(gateway.post(NEVER_SEEN));
      await().atMost(Duration.ofSeconds(30)).until(() -> gateway.post(NEVER_SEEN).status() == 404);
      assertThat(gateway.post(GOOD).status()).isEqualTo(200);
    }
  }

  private static void assertLastKnown(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("served_from")).isIn("last-known", "cache");
    assertThat(answer.text("tier")).isEqualTo("model");
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.problem()).isEqualTo("unavailable");
    assertThat(answer.header("retry-after")).isEqualTo("1");
  }
}
