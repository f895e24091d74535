package io.warecast.pipeline.connector.redis;

import io.warecast.domain.ActionableException;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Where Redis is and who we are to it. One server, not a cluster: a run is published by one script.
 *
 * @param uri {@code redis://[user:password@]host:port[/database]}; {@code rediss} for TLS
 */
public record RedisConfig(URI uri) implements Serializable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration ANSWER = Duration.ofSeconds(30);

  public RedisConfig {
    boolean redis = JedisURIHelper.isRedisScheme(uri) || JedisURIHelper.isRedisSSLScheme(uri);
    if (!redis || !JedisURIHelper.isValid(uri)) {
      throw malformed();
    }
  }

  /**
   * Of {@code redis://[user:password@]host:port[/database]}.
   *
   * @throws ActionableException when it is not of that form
   */
  public static RedisConfig of(String uri) {
    try {
      return new RedisConfig(URI.create(uri));
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  /** Repeats neither the uri nor its cause, which may hold a password. */
  private static ActionableException malformed() {
    return new ActionableException(
        "the redis uri is not of the form redis://[user:password@]host:port[/database]");
  }

  /**
   * A new connection, made within five seconds.
   *
   * @throws ActionableException when the server cannot be reached or refuses us
   */
  public Jedis connect() {
    return connect(ANSWER);
  }

  /** As {@link #connect()}, with patience for commands that keep the server busy. */
  Jedis connect(Duration answer) {
    DefaultJedisClientConfig limits =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(CONNECT_MILLIS)
            .socketTimeoutMillis(CONNECT_MILLIS)
            .build();
    try {
      Jedis redis = new Jedis(uri, limits);
      try {
        redis.ping();
        redis.getConnection().setSoTimeout(Math.toIntExact(answer.toMillis()));
        return redis;
      } catch (JedisException e) {
        redis.close();
        throw e;
      }
    } catch (JedisException e) {
      throw failure("connecting", e);
    }
  }

  /** The failure of a command, with the server's name and what to do. */
  public ActionableException failure(String doing, JedisException e) {
    String message = String.valueOf(e.getMessage());
    return new ActionableException(
        "Redis at %s failed while %s: %s. %s".formatted(server(), doing, message, advice(message)),
        e);
  }

  /** Host and port, for people. */
  public String server() {
    return uri.getHost() + ":" + uri.getPort();
  }

  private static String advice(@Nullable String message) {
    String text = String.valueOf(message).toUpperCase(Locale.ROOT);
    if (text.contains("NOAUTH") || text.contains("WRONGPASS") || text.contains("AUTH")) {
      return "Check the user and password in the redis uri";
    }
    if (text.contains("OOM")) {
      return "It has reached maxmemory: raise it (a run needs room for its forecasts twice)";
    }
    if (text.contains("DB INDEX")) {
      return "Correct the database number in the redis uri";
    }
    return "Check that it runs and that this address is right, then run the command again";
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RedisConfig[%s]".formatted(server());
  }
}
