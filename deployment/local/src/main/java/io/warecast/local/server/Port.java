package io.warecast.local.server;

import java.util.Locale;

/** A port of the stack: its name in options, environment and files, and its usual number. */
public enum Port {
  GATEWAY(8080),
  METRICS(9464),
  FLINK(8081),
  POSTGRES(5432),
  REDIS(6379),
  KAFKA(9092),
  KAFKA_CONTROLLER(9093);

  private final int usual;

  Port(int usual) {
    this.usual = usual;
  }

  /** Taken when nothing else is asked for and it is free. */
  public int usual() {
    return usual;
  }

  /** The option of {@code up}, such as {@code --postgres-port}. */
  public String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "-port";
  }

  /** The environment variable, such as {@code WARECAST_POSTGRES_PORT}. */
  public String variable() {
    return "WARECAST_" + name() + "_PORT";
  }

  /** The key in {@code config.properties}, such as {@code postgres.port}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".port";
  }
}
