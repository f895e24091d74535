package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** One Kafka broker that is its own controller (KRaft), in a JVM of its own, on loopback. */
final class KafkaServer {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private KafkaServer() {}

  /** Starts the broker; {@link #awaitReady} must follow. */
  static Child start(Home home, int port, int controllerPort) throws IOException {
    Path data = home.data().resolve("kafka");
    Path settings = home.data().resolve("kafka.properties");
    Files.writeString(settings, settings(data, port, controllerPort));
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(settings);
    }
    return Child.start(
        Service.KAFKA,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms128m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dlog4j2.configurationFile=classpath:log4j2-broker.properties",
            "@" + classPathFile(home),
            "kafka.Kafka",
            settings.toString()),
        home.logs().resolve("kafka.log"));
  }

  static void awaitReady(Child child, int port) throws InterruptedException {
    // A client would fill the log with refused connections.
    child.awaitReady(() -> new Socket(InetAddress.getLoopbackAddress(), port).close(), LIMIT);
    child.awaitReady(() -> ask("127.0.0.1:" + port, Duration.ofSeconds(5)), LIMIT);
  }

  /** The number of brokers that the cluster sees; fails when it does not answer in time. */
  static int ask(String bootstrap, Duration limit)
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    try (Admin admin = admin(bootstrap, limit)) {
      return admin.describeCluster().nodes().get(limit.toMillis(), TimeUnit.MILLISECONDS).size();
    }
  }

  static Admin admin(String bootstrap, Duration limit) {
    int millis = Math.toIntExact(limit.toMillis());
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            millis,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            millis,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            200L));
  }

  private static String settings(Path data, int port, int controllerPort) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    log.dirs=%3$s
    auto.create.topics.enable=false
    # One broker holds the only copy of everything.
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    # Indexes are laid out in full: the default of 10 MiB would make 20 MiB of each empty partition.
    log.index.size.max.bytes=1048576
    # The default takes a quarter of this broker's heap.
    log.cleaner.dedupe.buffer.size=16777216
    # Replays of old orders must not expire as soon as they are written: keep by size, not by age.
    log.retention.ms=-1
    log.retention.bytes=2147483648
    log.message.timestamp.before.max.ms=9223372036854775807
    """
        .formatted(port, controllerPort, data);
  }

  private static void format(Path settings) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code;
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      code =
          StorageTool.execute(
              new String[] {
                "format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()
              },
              out);
    }
    if (code != 0) {
      throw new ActionableException(
          "Kafka's folder could not be formatted (code %d): %s"
              .formatted(code, said.toString(StandardCharsets.UTF_8)));
    }
  }

  /** A file of arguments, because the class path is longer than some systems' command lines. */
  private static Path classPathFile(Home home) throws IOException {
    Path file = home.data().resolve("kafka.classpath");
    String path = System.getProperty("java.class.path").replace("\\", "\\\\");
    Files.writeString(file, "-cp \"" + path + "\"\n");
    return file;
  }
}
