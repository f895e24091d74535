package io.warecast.gateway.audit;

import io.warecast.domain.KafkaTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the spool to the topic {@code audit} in order, in a thread of its own. A record that was
 * given to the producer stays with it until the broker has it, so an outage makes no duplicates; a
 * process that is killed may send its last batch again, with the same ids.
 */
final class AuditForwarder implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditForwarder.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration REST = Duration.ofMillis(10);
  private static final long PATIENCE_MILLIS = 2_000;

  private final AuditSpool spool;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this, "audit-forwarder");
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean isEnding;
  private volatile boolean isAway;

  private AuditForwarder(AuditSpool spool, KafkaProducer<byte[], byte[]> producer) {
    this.spool = spool;
    this.producer = producer;
  }

  static AuditForwarder start(AuditSpool spool, AuditConfig config, String bootstrap) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "warecast-gateway-audit");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.putAll(config.kafkaProperties());
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    AuditForwarder forwarder =
        new AuditForwarder(
            spool,
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    forwarder.thread.setDaemon(true);
    forwarder.thread.start();
    return forwarder;
  }

  /** Events that the topic has taken since the start. */
  long sent() {
    return sent.get();
  }

  boolean isAway() {
    return isAway;
  }

  @Override
  public void run() {
    try {
      while (true) {
        List<byte[]> lines = spool.read();
        if (!lines.isEmpty()) {
          if (!send(lines)) {
            return;
          }
          spool.acknowledge();
          sent.addAndGet(lines.size());
        } else if (isEnding) {
          return;
        } else {
          Thread.sleep(REST.toMillis());
        }
      }
    } catch (IOException e) {
      LOG.error("the audit stays in its spool: it cannot be read; restart the gateway", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends lines until the broker has all of them; false when the gateway ends before that. */
  private boolean send(List<byte[]> lines) throws InterruptedException {
    List<byte[]> rest = lines;
    while (!rest.isEmpty()) {
      rest = trySend(rest);
      if (!rest.isEmpty()) {
        if (isEnding) {
          return false;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
    return true;
  }

  /** Sends lines and gives back those that were not taken. */
  private List<byte[]> trySend(List<byte[]> lines) throws InterruptedException {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (byte[] line : lines) {
      Future<RecordMetadata> answer =
          producer.send(new ProducerRecord<>(KafkaTopic.AUDIT.topicName(), line));
      answers.add(answer);
      if (answer.isDone() && isFailed(answer)) {
        break; // no broker: each further one would wait as long
      }
    }
    List<byte[]> refused = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (i >= answers.size() || !await(answers.get(i))) {
        refused.add(lines.get(i));
      }
    }
    return refused;
  }

  private static boolean isFailed(Future<RecordMetadata> answer) throws InterruptedException {
    try {
      answer.get();
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** Waits for as long as it takes; when the gateway ends, for a few seconds. */
  private boolean await(Future<RecordMetadata> answer) throws InterruptedException {
    while (true) {
      try {
        answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        note(false, "");
        return true;
      } catch (ExecutionException e) {
        note(true, String.valueOf(e.getCause()));
        return false;
      } catch (TimeoutException e) {
        note(true, "no answer in " + PATIENCE_MILLIS + " ms");
        if (isEnding) {
          return false;
        }
      }
    }
  }

  private void note(boolean away, String cause) {
    if (away && !isAway) {
      LOG.warn("Kafka does not take the audit, which waits in its spool: {}", cause);
    } else if (!away && isAway) {
      LOG.info("Kafka takes the audit again");
    }
    isAway = away;
  }

  /** Sends what is in the spool when Kafka answers, and ends; waits for that. */
  void close() throws InterruptedException {
    isEnding = true;
    thread.join(2 * PATIENCE_MILLIS);
    producer.close(Duration.ofSeconds(1));
    thread.join(PATIENCE_MILLIS);
  }
}
