package io.warecast.gateway;

import io.warecast.domain.ActionableException;
import io.warecast.gateway.backend.PostgresConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of PostgreSQL: the past, the catalogue, and what is read while Redis is away. */
final class PostgresOptions {

  private static final String PASSWORD_VARIABLE = "WARECAST_POSTGRES_PASSWORD";

  /** With {@code jdbc:} before it, it is what the jobs take. */
  private static final Pattern POSTGRES_URL =
      Pattern.compile("(?:jdbc:)?postgresql://([^:/@]+)(?::(\\d{1,5}))?/([A-Za-z0-9_-]+)");

  @Option(
      names = "--postgres-url",
      defaultValue = "${env:WARECAST_POSTGRES_URL:-}",
      description =
          "PostgreSQL, as postgresql://host:port/database; without it there is no past (WARECAST_POSTGRES_URL).")
  private String postgresUrl = "";

  @Option(
      names = "--postgres-user",
      defaultValue = "${env:WARECAST_POSTGRES_USER:-warecast}",
      description = "User of PostgreSQL (WARECAST_POSTGRES_USER).")
  private String postgresUser = "";

  @Option(
      names = "--postgres-timeout-ms",
      defaultValue = "${env:WARECAST_POSTGRES_TIMEOUT_MS:-2000}",
      description = "Longest wait for PostgreSQL (WARECAST_POSTGRES_TIMEOUT_MS).")
  private long postgresTimeoutMs;

  @Option(
      names = "--postgres-connections",
      defaultValue = "${env:WARECAST_POSTGRES_CONNECTIONS:-8}",
      description = "Most connections to PostgreSQL (WARECAST_POSTGRES_CONNECTIONS).")
  private int postgresConnections;

  /** Empty when there is no database. */
  Optional<PostgresConfig> config(Map<String, String> environment) {
    if (postgresUrl.isEmpty()) {
      return Optional.empty();
    }
    Matcher url = POSTGRES_URL.matcher(postgresUrl);
    if (!url.matches()) {
      throw new ActionableException(
          "--postgres-url is %s; it takes postgresql://host:port/database, without user and password"
              .formatted(postgresUrl));
    }
    return Optional.of(
        new PostgresConfig(
            url.group(1),
            url.group(2) == null ? 5432 : Integer.parseInt(url.group(2)),
            url.group(3),
            postgresUser,
            environment.getOrDefault(PASSWORD_VARIABLE, ""),
            postgresConnections,
            Duration.ofMillis(postgresTimeoutMs)));
  }
}
