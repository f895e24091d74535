package io.warecast.local.server;

/** A part of the stack, in the order in which the parts are stopped. */
public enum Service {
  GATEWAY("gateway"),
  METRICS("metrics"),
  FLINK("Flink"),
  KAFKA("Kafka"),
  REDIS("Redis"),
  POSTGRES("PostgreSQL");

  private final String label;

  Service(String label) {
    this.label = label;
  }

  /** The name that people read. */
  public String label() {
    return label;
  }
}
