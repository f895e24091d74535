package io.warecast.gateway.audit;

import io.warecast.domain.KafkaTopic;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the topic {@code audit} to the table {@code audit_log}, in a thread of its own. All
 * gateways that do so share the topic's partitions. An event that comes twice stays one row, by its
 * id; offsets are committed after the rows, so none is left out.
 */
final class AuditArchive implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditArchive.class);
  private static final String GROUP = "warecast-audit-archive";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Classes 22 and 23 of SQL states: this row is wrong, and will be the next time. */
  private static final String DATA_ERROR = "22";

  private static final String CONSTRAINT_ERROR = "23";

  private static final String INSERT =
      """
      INSERT INTO audit_log (event_id, at, subject, method, route, path, warehouses, status,
                             latency_ms, tier, request_id, trace_id, client)
      SELECT event_id, at, subject, method, route, path, warehouses, status,
             latency_ms, tier, request_id, trace_id, client
        FROM jsonb_to_recordset(?::jsonb) AS event(
               event_id uuid, at timestamptz, subject text, method text, route text, path text,
               warehouses text[], status integer, latency_ms double precision, tier text,
               request_id text, trace_id text, client text)
      ON CONFLICT (event_id) DO NOTHING
      """;

  private final AuditConfig.Archive target;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this, "audit-archive");
  private final AtomicLong stored = new AtomicLong();
  private volatile boolean isEnding;
  private @Nullable Connection connection;
  private boolean isAway;

  private AuditArchive(AuditConfig.Archive target, KafkaConsumer<byte[], byte[]> consumer) {
    this.target = target;
    this.consumer = consumer;
  }

  static AuditArchive start(AuditConfig config, AuditConfig.Archive target, String bootstrap) {
    Map<String, Object> settings = new HashMap<>(config.kafkaProperties());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "warecast-gateway-audit-archive");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    AuditArchive archive =
        new AuditArchive(
            target,
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    archive.thread.setDaemon(true);
    archive.thread.start();
    return archive;
  }

  /** Events that PostgreSQL has taken since the start. */
  long stored() {
    return stored.get();
  }

  @Override
  public void run() {
    try (consumer) {
      consumer.subscribe(List.of(KafkaTopic.AUDIT.topicName()));
      while (!isEnding) {
        List<String> events = poll();
        if (!events.isEmpty() && store(events)) {
          commit();
        }
      }
    } catch (WakeupException e) {
      // told to end while it waited
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  private List<String> poll() throws InterruptedException {
    List<String> events = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        events.add(new String(each.value(), StandardCharsets.UTF_8));
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("the audit cannot be read from Kafka: {}", e.toString());
      Thread.sleep(PAUSE.toMillis());
    }
    return events;
  }

  private void commit() {
    try {
      consumer.commitSync();
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.info("these rows of the audit will come again: {}", e.toString());
    }
  }

  /** Tries until PostgreSQL has them; false when the gateway ends before that. */
  private boolean store(List<String> events) throws InterruptedException {
    while (!isEnding) {
      try {
        insertAll(events);
        stored.addAndGet(events.size());
        note(false, "");
        return true;
      } catch (SQLException e) {
        disconnect();
        note(true, e.toString());
        stayInGroup();
        Thread.sleep(PAUSE.toMillis());
      }
    }
    return false;
  }

  /** Whoever does not poll is thought dead, and its partitions go to another one. */
  private void stayInGroup() {
    consumer.pause(consumer.assignment());
    try {
      consumer.poll(Duration.ZERO);
    } catch (KafkaException e) {
      LOG.debug("Kafka is away, too", e);
    }
    consumer.resume(consumer.assignment());
  }

  private void insertAll(List<String> events) throws SQLException {
    try {
      insert("[" + String.join(",", events) + "]");
    } catch (SQLException e) {
      if (!isAboutData(e)) {
        throw e;
      }
      for (String event : events) {
        insertAlone(event);
      }
    }
  }

  private void insertAlone(String event) throws SQLException {
    try {
      insert("[" + event + "]");
    } catch (SQLException e) {
      if (!isAboutData(e)) {
        throw e;
      }
      LOG.error("a record of topic audit is left out of audit_log: {}", e.getMessage());
    }
  }

  private static boolean isAboutData(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith(DATA_ERROR) || state.startsWith(CONSTRAINT_ERROR));
  }

  private void insert(String json) throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(INSERT)) {
      statement.setString(1, json);
      statement.executeUpdate();
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      Properties properties = new Properties();
      properties.setProperty("user", target.user());
      properties.setProperty("password", target.password());
      properties.setProperty("ApplicationName", "warecast-gateway-audit");
      properties.setProperty("connectTimeout", "5");
      properties.setProperty("socketTimeout", "30");
      connection = DriverManager.getConnection(target.jdbcUrl(), properties);
    }
    return connection;
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("closing a connection that is gone", e);
      }
      connection = null;
    }
  }

  private void note(boolean away, String cause) {
    if (away && !isAway) {
      LOG.warn("PostgreSQL does not take the audit, which stays in Kafka: {}", cause);
    } else if (!away && isAway) {
      LOG.info("PostgreSQL takes the audit again");
    }
    isAway = away;
  }

  /** Ends after the batch that it is at; waits for that. */
  void close() throws InterruptedException {
    isEnding = true;
    consumer.wakeup();
    thread.join(Duration.ofSeconds(5).toMillis());
  }
}
