package io.warecast.gateway;

import static io.warecast.gateway.GatewayFixture.PREDICT;
import static io.warecast.gateway.GatewayFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.warecast.domain.ActionableException;
import io.warecast.gateway.http.HttpConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayLifeIT {

  private static final String GOOD = "{\"warehouse_id\": \"BER\"}";

  private static RedisFixture redis;

  @BeforeAll
  static void start() {
    redis = RedisFixture.start();
    redis.store(Forecasts.of("BER", "_total"));
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Test
  void answersHeadOnHealth() {
    try (GatewayFixture gateway = GatewayFixture.start(redis.port())) {
      assertThat(gateway.get("/health").text("status")).isEqualTo("up");
      assertThat(gateway.get("/ready").text("status")).isEqualTo("ready");
      assertThat(
              gateway
                  .send(
                      gateway
                          .request("/health")
                          .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()))
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void namesThePortThatIsInUse() {
    try (GatewayFixture gateway = GatewayFixture.start(redis.port())) {
      GatewayConfig config =
          new GatewayConfig(
              HttpConfig.ofPort(gateway.gateway().port()),
              GatewayFixture.config(redis.port()).redis(),
              GatewayFixture.TOKENS);

      assertThatThrownBy(() -> RedisFixture.await(Gateway.start(config)))
          .hasStackTraceContaining(
              ActionableException.class.getName() + ": http.host 127.0.0.1 with http.port ");
    }
  }

  @Test
  void finishesARequestUnderWayWhileItStops() throws Exception {
    GatewayFixture gateway = GatewayFixture.start(redis.port());
    int port = gateway.gateway().port();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      beginPredict(socket);
      Future<Void> closed = gateway.gateway().close();
      await().atMost(Duration.ofSeconds(30)).until(() -> refusesConnections(port));

      assertThat(closed.isComplete()).isFalse();
      endPredict(socket);

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200");
      RedisFixture.await(closed);
    }
  }

  @Test
  void cutsARequestOffThatTakesTooLongToArrive() throws Exception {
    GatewayConfig usual = GatewayFixture.config(redis.port());
    HttpConfig http = usual.http();
    HttpConfig impatient =
        new HttpConfig(
            http.host(),
            0,
            1,
            http.maxBodyBytes(),
            Duration.ofMillis(600),
            http.idleTimeout(),
            http.drainTimeout());
    try (GatewayFixture gateway =
            GatewayFixture.start(new GatewayConfig(impatient, usual.redis(), usual.tokens()));
        Socket socket = new Socket("127.0.0.1", gateway.gateway().port())) {
      socket.setSoTimeout(10_000);
      beginPredict(socket);

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 408")
          .contains("urn:warecast:problem:request-timeout");
    }
  }

  @Test
  void stopsInOrderWhenTheProcessIsToldToEnd(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), GatewayFixture.TOKENS.secret());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName(),
                "--port=0",
                "--metrics-port=0",
                "--redis-port=" + redis.port(),
                "--jwt-secret-file=" + secret)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null && !line.startsWith("gateway listens on http://127.0.0.1:")) {
        assertThat(line).startsWith("{\"time\":");
        line = output.readLine();
      }
      assertThat(line).isNotNull();
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(10_000);
        beginPredict(socket);
        process.destroy();
        await().atMost(Duration.ofSeconds(30)).until(() -> refusesConnections(port));
        endPredict(socket);

        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 200");
      }
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void beginPredict(Socket socket) throws Exception {
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                .formatted(PREDICT, token("BER"))
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(GOOD.length());
    OutputStream out = socket.getOutputStream();
    out.write((head + GOOD.substring(0, 5)).getBytes(StandardCharsets.UTF_8));
    out.flush();
    Thread.sleep(200); // nothing tells from outside that the server has read the head
  }

  private static void endPredict(Socket socket) throws Exception {
    socket.getOutputStream().write(GOOD.substring(5).getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static boolean refusesConnections(int port) throws Exception {
    try (Socket probe = new Socket("127.0.0.1", port)) {
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }
}
