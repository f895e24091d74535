package io.warecast.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warecast.gateway.forecast.RedisConfig;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.security.AccessTokens;
import io.warecast.gateway.security.Role;
import io.warecast.gateway.security.TokenConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A gateway on a free port and a client that calls it. */
public final class GatewayFixture implements AutoCloseable {

  public static final TokenConfig TOKENS = TokenConfig.ofSecret("0123456789abcdef0123456789abcdef");
  public static final String PREDICT = "/api/v1/predict";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong calls = new AtomicLong();
  private final Gateway gateway;
  private final String token;

  private GatewayFixture(Gateway gateway, String token) {
    this.gateway = gateway;
    this.token = token;
  }

  /** A gateway whose client may see every warehouse. */
  public static GatewayFixture start(int redisPort) {
    return start(config(redisPort));
  }

  public static GatewayFixture start(GatewayConfig config) {
    return start(config, token("*"));
  }

  /** A gateway whose client has a token of its own. */
  public static GatewayFixture start(GatewayConfig config, String token) {
    return new GatewayFixture(RedisFixture.await(Gateway.start(config)), token);
  }

  public static GatewayConfig config(int redisPort) {
    return new GatewayConfig(
        HttpConfig.ofPort(0),
        new RedisConfig("127.0.0.1", redisPort, Duration.ofMillis(500), Duration.ofMillis(500)),
        TOKENS);
  }

  public static String token(String... warehouses) {
    return tokenOf("tester", warehouses);
  }

  public static String tokenOf(String subject, String... warehouses) {
    return tokenOf(subject, Role.VIEWER, warehouses);
  }

  public static String tokenOf(String subject, Role role, String... warehouses) {
    return AccessTokens.create(TOKENS)
        .issue(subject, List.of(warehouses), role, Duration.ofMinutes(10));
  }

  /** A token of all warehouses that soon expires. */
  public static String shortToken(Duration lifetime) {
    return AccessTokens.create(TOKENS).issue("tester", List.of("*"), lifetime);
  }

  public Gateway gateway() {
    return gateway;
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  /** A predict request as a good client sends it. */
  public HttpRequest.Builder predict(String body) {
    return request(PREDICT)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  public Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    if (request.uri().getPath().startsWith("/api/")) {
      calls.incrementAndGet();
    }
    try {
      return Answer.of(client.send(request, BodyHandlers.ofString()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public Answer post(String body) {
    return send(predict(body));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** A GET with the client's token. */
  public Answer read(String path) {
    return send(request(path).header("Authorization", "Bearer " + token).GET());
  }

  /** Requests to the API so far, which an audit has to have. */
  public long calls() {
    return calls.get();
  }

  /** What Prometheus would read; the gateway must serve it. */
  public String metrics() {
    URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/metrics");
    return send(HttpRequest.newBuilder(uri)).response().body();
  }

  @Override
  public void close() {
    RedisFixture.await(gateway.close());
  }

  /** What came back. */
  public record Answer(int status, HttpResponse<String> response, JsonNode json) {

    static Answer of(HttpResponse<String> response) throws Exception {
      String body = response.body();
      boolean isJson = response.headers().firstValue("Content-Type").orElse("").endsWith("json");
      return new Answer(response.statusCode(), response, JSON.readTree(isJson ? body : "null"));
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String text(String member) {
      return json.path(member).asText();
    }

    /** The last part of the problem's type. */
    public String problem() {
      return text("type").replace("urn:warecast:problem:", "");
    }
  }
}
