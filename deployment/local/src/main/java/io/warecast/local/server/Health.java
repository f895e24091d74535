package io.warecast.local.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Properties;
import redis.clients.jedis.Jedis;

/**
 * What a service answered when it was asked.
 *
 * @param detail a few words: its version or why it is not well
 */
public record Health(boolean isWell, String detail) {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Asks a service of a stack; waits 5 s at most. */
  public static Health ask(Home home, Service service, StackState.ServiceState at) {
    if (at.process().running().isEmpty()) {
      return new Health(false, "process has ended");
    }
    try {
      return new Health(
          true,
          switch (service) {
            case POSTGRES -> askPostgres(PostgresServer.access(home, at.port()));
            case REDIS -> askRedis(at.port());
            case KAFKA -> KafkaServer.ask("127.0.0.1:" + at.port(), LIMIT) + " broker answers";
            case FLINK -> askHttp(at.url() + "/overview");
            case GATEWAY -> askHttp(at.url() + "/ready");
            case METRICS -> askHttp(at.url());
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Health(false, "interrupted");
    } catch (Exception e) {
      String message = e.getMessage();
      return new Health(false, message == null ? e.getClass().getSimpleName() : message);
    }
  }

  private static String askPostgres(Postgres at) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("user", at.user());
    properties.setProperty("password", at.password());
    String seconds = Long.toString(LIMIT.toSeconds());
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    try (Connection connection = DriverManager.getConnection(at.jdbcUrl(), properties)) {
      return "version " + connection.getMetaData().getDatabaseProductVersion();
    }
  }

  private static String askRedis(int port) {
    try (Jedis jedis = new Jedis("127.0.0.1", port, (int) LIMIT.toMillis())) {
      return "%,d keys".formatted(jedis.dbSize());
    }
  }

  private static String askHttp(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
    // No offer to speak HTTP/2, upon which some servers close a connection that ends so soon.
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("HTTP " + status + " from " + url);
    }
    return "answers";
  }
}
