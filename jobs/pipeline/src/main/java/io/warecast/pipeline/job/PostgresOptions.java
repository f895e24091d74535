package io.warecast.pipeline.job;

import io.warecast.pipeline.connector.postgres.PostgresConfig;
import picocli.CommandLine.Option;

/** Where a job on a cluster finds its database. */
final class PostgresOptions {

  @Option(
      names = "--postgres-url",
      required = true,
      defaultValue = "${env:WARECAST_POSTGRES_URL}",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://host:port/database. Default: $WARECAST_POSTGRES_URL. The password is taken from $WARECAST_POSTGRES_PASSWORD only.")
  private String postgresUrl = "";

  @Option(
      names = "--postgres-user",
      required = true,
      defaultValue = "${env:WARECAST_POSTGRES_USER}",
      paramLabel = "NAME",
      description = "Default: $WARECAST_POSTGRES_USER.")
  private String postgresUser = "";

  PostgresConfig config() {
    String password = System.getenv().getOrDefault("WARECAST_POSTGRES_PASSWORD", "");
    return new PostgresConfig(postgresUrl, postgresUser, password);
  }
}
