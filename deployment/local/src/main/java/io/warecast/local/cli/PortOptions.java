package io.warecast.local.cli;

import io.warecast.local.server.Home;
import io.warecast.local.server.Port;
import io.warecast.local.server.Ports;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The ports of {@code up}; each can also be set by environment or in config.properties. */
final class PortOptions {

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      description = "Port of the HTTP API (usually 8080).")
  private @Nullable Integer gateway;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Port of the gateway's metrics for Prometheus (usually 9464).")
  private @Nullable Integer metrics;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      description = "Port of Flink's web UI (usually 8081).")
  private @Nullable Integer flink;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      description = "Port of PostgreSQL (usually 5432).")
  private @Nullable Integer postgres;

  @Option(
      names = "--redis-port",
      paramLabel = "PORT",
      description = "Port of Redis (usually 6379).")
  private @Nullable Integer redis;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Port of Kafka (usually 9092).")
  private @Nullable Integer kafka;

  @Option(
      names = "--kafka-controller-port",
      paramLabel = "PORT",
      description = "Port of Kafka's controller (usually 9093).")
  private @Nullable Integer kafkaController;

  Ports of(Home home) {
    Map<Port, Integer> asked = new EnumMap<>(Port.class);
    put(asked, Port.GATEWAY, gateway);
    put(asked, Port.METRICS, metrics);
    put(asked, Port.FLINK, flink);
    put(asked, Port.POSTGRES, postgres);
    put(asked, Port.REDIS, redis);
    put(asked, Port.KAFKA, kafka);
    put(asked, Port.KAFKA_CONTROLLER, kafkaController);
    return new Ports(home, asked, System.getenv());
  }

  private static void put(Map<Port, Integer> asked, Port port, @Nullable Integer number) {
    if (number != null) {
      asked.put(port, number);
    }
  }
}
