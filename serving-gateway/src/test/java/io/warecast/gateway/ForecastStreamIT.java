package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForecastStreamIT {

  private RedisFixture redis;
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    redis = RedisFixture.start();
    gateway = GatewayFixture.start(redis.port());
  }

  @AfterEach
  void stop() {
    gateway.close();
    redis.close();
  }

  @Test
  void sendsTheNewestForecastAndThenEachNewOne() throws Exception {
    redis.store(Forecasts.of("BER", "a"));
    try (Reader reader =
        new Reader("/api/v1/streams/forecasts?series=BER%7Ca&series=BER%7Cb", "")) {
      await().until(() -> reader.has("\"item_id\":\"a\"") == 1);
      assertThat(reader.lines.get(0)).startsWith("HTTP/1.1 200");

      redis.store(Forecasts.later("BER", "a", 1));
      redis.store(Forecasts.of("BER", "b"));
      redis.store(Forecasts.of("BER", "c"));

      await().until(() -> reader.has("\"item_id\":\"a\"") == 2);
      await().until(() -> reader.has("\"item_id\":\"b\"") == 1);
      assertThat(reader.has("\"item_id\":\"c\"")).isZero();
    }
  }

  @Test
  void leavesOutWhatTheReaderHasAlready() throws Exception {
    redis.store(Forecasts.of("BER", "a"));
    redis.store(Forecasts.of("BER", "b"));
    String path = "/api/v1/streams/forecasts?series=BER%7Ca&series=BER%7Cb";
    String id;
    try (Reader reader = new Reader(path, "")) {
      await().until(() -> reader.has("id: BER|a@") == 1 && reader.has("id: BER|b@") == 1);
      id = reader.first("id: BER|a@").substring("id: ".length());
    }
    try (Reader reader = new Reader(path, "Last-Event-ID: " + id + "\r\n")) {
      await().until(() -> reader.has("id: BER|b@") == 1);
      redis.store(Forecasts.later("BER", "a", 1));
      await().until(() -> reader.has("id: BER|a@") == 1);
    }
  }

  @Test
  void goesOnWithTheNewestWhenRedisIsBack() throws Exception {
    redis.store(Forecasts.of("BER", "a"));
    try (Reader reader = new Reader("/api/v1/streams/forecasts?series=BER%7Ca", "")) {
      await().until(() -> reader.has("id: BER|a@") == 1);
      redis.stopServer();
      redis.startServer();
      await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                redis.store(Forecasts.later("BER", "a", 1));
                return true;
              });

      await().atMost(Duration.ofSeconds(30)).until(() -> reader.has("id: BER|a@") == 2);
    }
  }

  @Test
  void endsItsStreamsWhenItStops() throws Exception {
    try (Reader reader = new Reader("/api/v1/streams/forecasts?series=BER%7Ca", "")) {
      await().until(() -> reader.has("HTTP/1.1 200") == 1);

      gateway.close();

      await().until(() -> reader.has("event: end") == 1);
    }
    gateway = GatewayFixture.start(redis.port());
  }

  @Test
  void endsAStreamWhenItsTokenExpires() throws Exception {
    String token = GatewayFixture.shortToken(Duration.ofSeconds(2));
    try (Reader reader = new Reader("/api/v1/streams/forecasts?series=BER%7Ca", "", token)) {
      await().until(() -> reader.has("event: end") == 1);

      assertThat(reader.first("data: ")).isEqualTo("data: {\"reason\":\"the token has expired\"}");
    }
  }

  /** Lines of an open stream as they come. */
  private final class Reader implements AutoCloseable {

    private final Socket socket = new Socket("127.0.0.1", gateway.gateway().port());
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Reader(String path, String headers) throws Exception {
      this(path, headers, GatewayFixture.token("BER"));
    }

    Reader(String path, String headers, String token) throws Exception {
      String request =
          "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n"
              .formatted(path, token, headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      Thread thread = new Thread(() -> in.lines().forEach(lines::add), "stream-reader");
      thread.setUncaughtExceptionHandler((t, closed) -> {});
      thread.start();
    }

    long has(String text) {
      return lines.stream().filter(line -> line.contains(text)).count();
    }

    String first(String text) {
      return lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    @Override
    public void close() throws Exception {
      socket.close();
    }
  }
}
