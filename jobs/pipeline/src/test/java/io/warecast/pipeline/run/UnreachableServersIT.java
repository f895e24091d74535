package io.warecast.pipeline.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** What a person reads when a server cannot be used. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class UnreachableServersIT {

  private final Servers servers = Servers.shared();

  @Test
  void namesAPostgresThatDoesNotRun() throws IOException {
    int port = Servers.freePort();
    assertRefused(
        () -> open(Servers.postgresAt(port, "warecast"), servers.emptyRedis()),
        "PostgreSQL at 127.0.0.1:" + port + "/warecast",
        "Check that it runs");
  }

  @Test
  void namesARedisThatDoesNotRun() throws IOException {
    int port = Servers.freePort();
    assertRefused(
        () -> open(servers.newDatabase(), RedisConfig.of("redis://127.0.0.1:" + port)),
        "Redis at 127.0.0.1:" + port,
        "Check that it runs");
  }

  @Test
  void givesUpOnServersThatDoNotAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      assertRefused(
          () -> Servers.postgresAt(port, "warecast").connect(),
          "PostgreSQL at 127.0.0.1:" + port,
          "Check that it runs");
      assertRefused(
          () -> RedisConfig.of("redis://127.0.0.1:" + port).connect(),
          "Redis at 127.0.0.1:" + port,
          "Check that it runs");
    }
  }

  @Test
  void namesTheDatabaseThatIsMissing() {
    assertRefused(
        () -> open(Servers.postgresAt(servers.postgresPort(), "nowhere"), servers.emptyRedis()),
        "database \"nowhere\" does not exist",
        "Create the database");
  }

  @Test
  void namesTheUserThatPostgresRefuses() {
    String url = Servers.postgresAt(servers.postgresPort(), "postgres").url();
    assertRefused(
        () -> new PostgresConfig(url, "nobody", "secret").connect(),
        "Check the user 'nobody' and its password");
  }

  @Test
  void saysWhenRedisWantsAnotherPassword() {
    try (Jedis redis = servers.directRedis().connect()) {
      redis.configSet("requirepass", "right");
      try {
        assertRefused(() -> servers.directRedis().connect(), "Check the user and password");
        assertRefused(
            () -> RedisConfig.of("redis://:wrong@" + servers.directRedis().server()).connect(),
            "Check the user and password");
        RedisConfig.of("redis://:right@" + servers.directRedis().server()).connect().close();
      } finally {
        redis.configSet("requirepass", "");
      }
    }
  }

  private static void open(PostgresConfig postgres, RedisConfig redis) {
    RunLifecycle.open(postgres, redis).close();
  }

  private static void assertRefused(ThrowingCallable action, String... messages) {
    assertThatThrownBy(action)
        .isInstanceOf(ActionableException.class)
        .hasMessageContainingAll(messages)
        .message()
        .doesNotContain("secret", "wrong");
  }
}
