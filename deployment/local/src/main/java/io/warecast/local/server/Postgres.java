package io.warecast.local.server;

/** How to reach the stack's PostgreSQL. */
public record Postgres(String jdbcUrl, String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
