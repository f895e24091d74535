package io.warecast.pipeline.run;

import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import redis.embedded.RedisServer;

/** One real PostgreSQL and one real Redis for the whole JVM, each behind a line that can be cut. */
public final class Servers {

  static {
    // Asserts that no connection is ever closed under it, which is what tests do here.
    ClassLoader.getSystemClassLoader().setPackageAssertionStatus("org.postgresql", false);
  }

  private static final Servers SHARED = start();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  public final Line postgresLine;
  public final Line redisLine;

  private final EmbeddedPostgres postgres;
  private final int redisPort;

  private Servers(EmbeddedPostgres postgres, int redisPort) throws IOException {
    this.postgres = postgres;
    this.redisPort = redisPort;
    this.postgresLine = new Line(postgres.getPort());
    this.redisLine = new Line(redisPort);
  }

  public static Servers shared() {
    return SHARED;
  }

  /** A database of its own for each test, reached through the line. */
  public PostgresConfig newDatabase() throws SQLException {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return postgresAt(postgresLine.port(), name);
  }

  static PostgresConfig postgresAt(int port, String database) {
    return new PostgresConfig(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), "postgres", "postgres");
  }

  /** PostgreSQL past the line. */
  public PostgresConfig directPostgres(PostgresConfig throughTheLine) {
    String direct =
        throughTheLine
            .url()
            .replace(":" + postgresLine.port() + "/", ":" + postgres.getPort() + "/");
    return new PostgresConfig(direct, throughTheLine.user(), throughTheLine.password());
  }

  int postgresPort() {
    return postgres.getPort();
  }

  /** Redis, emptied, reached through the line. */
  public RedisConfig emptyRedis() {
    try (var redis = directRedis().connect()) {
      redis.flushAll();
    }
    return RedisConfig.of("redis://127.0.0.1:" + redisLine.port());
  }

  /** Redis past the line. */
  public RedisConfig directRedis() {
    return RedisConfig.of("redis://127.0.0.1:" + redisPort);
  }

  private static Servers start() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      int port = freePort();
      RedisServer redis =
          RedisServer.builder().bind("127.0.0.1").port(port).setting("save \"\"").build();
      redis.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, redis)));
      return new Servers(postgres, port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(EmbeddedPostgres postgres, RedisServer redis) {
    try {
      redis.stop();
      postgres.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
