package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Limits;
import io.warecast.gateway.backend.PostgresConfig;
import io.warecast.gateway.forecast.RedisConfig;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.security.TokenConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GatewayConfigTest {

  private static final String SECRET = "s".repeat(32);

  @TempDir private Path folder;

  @Test
  void listensOnTheLoopbackInterfaceUnlessToldOtherwise() throws Exception {
    GatewayConfig config = parse(Map.of("WARECAST_JWT_SECRET", SECRET));

    assertThat(config.http()).isEqualTo(HttpConfig.ofPort(8080));
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.redis()).isEqualTo(RedisConfig.of("127.0.0.1", 6379));
    assertThat(config.tokens()).isEqualTo(TokenConfig.ofSecret(SECRET));
  }

  @Test
  void takesEveryOption() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

    GatewayConfig config =
        parse(
            Map.of("WARECAST_POSTGRES_PASSWORD", "secret of the database"),
            "--host=0.0.0.0",
            "--port=0",
            "--event-loops=3",
            "--max-body-bytes=2048",
            "--request-timeout-ms=3000",
            "--idle-timeout-ms=4000",
            "--drain-timeout-ms=5000",
            "--redis-host=redis",
            "--redis-port=7000",
            "--redis-timeout-ms=200",
            "--postgres-url=jdbc:postgresql://postgres:5433/sales",
            "--postgres-user=reader",
            "--postgres-timeout-ms=300",
            "--postgres-connections=3",
            "--kafka=kafka:9092",
            "--models=s3://lake/models",
            "--cache-mb=16",
            "--warming=17",
            "--requests-in-flight=18",
            "--streams=19",
            "--on-demand=20",
            "--breaker-failures=21",
            "--breaker-reset-ms=2200",
            "--jwt-issuer=me",
            "--jwt-audience=you",
            "--jwt-secret-file=" + file);

    assertThat(config.http())
        .isEqualTo(
            new HttpConfig(
                "0.0.0.0",
                0,
                3,
                2048,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5)));
    assertThat(config.redis())
        .isEqualTo(new RedisConfig("redis", 7000, Duration.ofMillis(200), Duration.ofMillis(200)));
    assertThat(config.tokens()).isEqualTo(new TokenConfig(SECRET, "", "me", "you"));
    PostgresConfig postgres =
        new PostgresConfig(
            "postgres",
            5433,
            "sales",
            "reader",
            "secret of the database",
            3,
            Duration.ofMillis(300));
    assertThat(config.backends())
        .isEqualTo(
            new BackendsConfig(
                Optional.of(postgres),
                Optional.of("kafka:9092"),
                Optional.of("s3://lake/models"),
                new Limits(18, 19, 20, 21, Duration.ofMillis(2200)),
                16L << 20,
                17));
  }

  @Test
  void namesTheKeyThatIsWrongAndWhatItTakes() {
    Map<String, String> good = Map.of("WARECAST_JWT_SECRET", SECRET);
    assertRefused(good, "http.port is 70000; it takes 0 to 65535", "--port=70000");
    assertRefused(good, "http.host is empty", "--host=");
    assertRefused(good, "http.event-loops is -1", "--event-loops=-1");
    assertRefused(good, "http.max-body-bytes is 10", "--max-body-bytes=10");
    assertRefused(good, "http.request-timeout is 0 ms", "--request-timeout-ms=0");
    assertRefused(good, "http.request-timeout is 400 ms", "--request-timeout-ms=400");
    assertRefused(good, "redis.port is 0; it takes 1 to 65535", "--redis-port=0");
    assertRefused(good, "redis.host is empty", "--redis-host=");
    assertRefused(good, "redis.connect-timeout is 0 ms", "--redis-timeout-ms=0");
    assertRefused(good, "tokens.issuer is empty", "--jwt-issuer=");
    assertRefused(good, "tokens.audience is empty", "--jwt-audience=");
    assertRefused(good, "--jwt-secret-file /no/such", "--jwt-secret-file=/no/such");
    assertRefused(
        good,
        "it takes postgresql://host:port/database, without user and password",
        "--postgres-url=postgresql://me:secret@postgres/sales");
    assertRefused(Map.of(), "there is no signing secret");
    assertRefused(Map.of("WARECAST_JWT_SECRET", "short"), "tokens.secret has 5 bytes");
  }

  @Test
  void endsWithoutAStackTraceWhenRefused() {
    StringWriter errors = new StringWriter();

    int code =
        GatewayMain.commandLine(Map.of()).setErr(new PrintWriter(errors)).execute("--port=0");

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString())
        .startsWith("warecast-gateway: there is no")
        .doesNotContain("\tat");
  }

  @Test
  void takesNoSecretAsAnArgument() {
    StringWriter errors = new StringWriter();

    int code =
        GatewayMain.commandLine(Map.of())
            .setErr(new PrintWriter(errors))
            .execute("--jwt-secret=" + SECRET);

    assertThat(code).isEqualTo(2);
  }

  @Test
  void keepsTheSecretOutOfItsText() {
    GatewayConfig config =
        new GatewayConfig(
            HttpConfig.ofPort(0), RedisConfig.of("127.0.0.1", 6379), TokenConfig.ofSecret(SECRET));

    assertThat(config.toString()).doesNotContain(SECRET).contains("warecast-gateway");
  }

  private static GatewayConfig parse(Map<String, String> environment, String... arguments)
      throws Exception {
    CommandLine line = GatewayMain.commandLine(environment);
    line.parseArgs(arguments);
    GatewayMain main = line.getCommand();
    return main.config();
  }

  private static void assertRefused(
      Map<String, String> environment, String message, String... arguments) {
    assertThatThrownBy(() -> parse(environment, arguments))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(message);
  }
}
