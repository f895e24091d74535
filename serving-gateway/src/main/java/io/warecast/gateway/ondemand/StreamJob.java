package io.warecast.gateway.ondemand;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.warecast.domain.KafkaTopic;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.message.ForecastRequestJson;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.call.CallHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to the stream job and its replies, by Kafka, in two threads of its own: sending waits
 * for metadata, reading waits for records, and neither may happen on an event loop.
 */
final class StreamJob {

  private static final Logger LOG = LoggerFactory.getLogger(StreamJob.class);
  private static final int MOST_TO_SEND = 1_000;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  private final Map<String, Object> settings;
  private final ConcurrentHashMap<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final ExecutorService sender;
  private final Thread reader;
  private final Promise<Void> reading = Promise.promise();

  /** One random name for all: each of its own would have an event loop wait for randomness. */
  private final String origin = UUID.randomUUID() + "-";

  private final AtomicLong asked = new AtomicLong();
  private volatile boolean closed;

  private record Waiting(Promise<ForecastReply> promise, long since) {}

  private StreamJob(String bootstrap) {
    settings = settings(bootstrap);
    producer = new KafkaProducer<>(settings);
    sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_TO_SEND),
            task -> daemon(task, "gateway-requests"));
    reader = daemon(this::read, "gateway-replies");
  }

  static StreamJob open(String bootstrap) {
    StreamJob job = new StreamJob(bootstrap);
    job.reader.start();
    return job;
  }

  /**
   * The job's reply to a question, on a thread of Kafka's; fails when it cannot be sent.
   *
   * @param call that it is asked for; null when it is for none
   */
  Future<ForecastReply> ask(ForecastRequest question, @Nullable Call call) {
    String id = origin + asked.incrementAndGet();
    Promise<ForecastReply> promise = Promise.promise();
    waiting.put(id, new Waiting(promise, System.nanoTime()));
    ForecastRequest request =
        new ForecastRequest(
            id,
            question.key(),
            question.forecastDay(),
            question.horizonDays(),
            question.modelVersion(),
            question.whatIf(),
            question.explain());
    // sent once replies are read, so that none can be missed
    reading.future().onSuccess(ready -> enqueue(id, promise, record(request, call)));
    return promise.future();
  }

  private static ProducerRecord<byte[], byte[]> record(
      ForecastRequest request, @Nullable Call call) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            KafkaTopic.FORECAST_REQUESTS.topicName(),
            request.key().partitionKey().getBytes(StandardCharsets.UTF_8),
            ForecastRequestJson.write(request));
    if (call != null) {
      CallHeaders.write(call, record.headers());
    }
    return record;
  }

  private void enqueue(
      String id, Promise<ForecastReply> promise, ProducerRecord<byte[], byte[]> record) {
    try {
      sender.execute(() -> send(id, promise, record));
    } catch (RejectedExecutionException e) {
      waiting.remove(id);
      promise.tryFail(e);
    }
  }

  private void send(
      String id, Promise<ForecastReply> promise, ProducerRecord<byte[], byte[]> record) {
    try {
      var unused =
          producer.send(
              record,
              (sent, failure) -> {
                if (failure != null) {
                  waiting.remove(id);
                  promise.tryFail(failure);
                }
              });
    } catch (KafkaException e) {
      waiting.remove(id);
      promise.tryFail(e);
    }
  }

  private void read() {
    boolean reported = false;
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
        readFromEnd(consumer);
      } catch (KafkaException e) {
        if (!reported && !closed) {
          reported = true;
          LOG.warn("replies of the stream job cannot be read: {}", e.toString());
        }
        forget(FORGOTTEN.toNanos());
      }
    }
  }

  private void readFromEnd(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(KafkaTopic.FORECAST_REPLIES.topicName()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + KafkaTopic.FORECAST_REPLIES.topicName());
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reading.tryComplete();
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        take(message.value());
      }
      forget(FORGOTTEN.toNanos());
    }
  }

  private void take(byte[] message) {
    try {
      ForecastReply reply = ForecastReplyJson.read(message);
      Waiting asked = waiting.remove(reply.requestId());
      if (asked != null) {
        asked.promise().tryComplete(reply);
      }
    } catch (RefusedException e) {
      LOG.warn("A reply that cannot be read: {}", e.detail());
    }
  }

  private void forget(long nanos) {
    long now = System.nanoTime();
    waiting.values().removeIf(each -> now - each.since() > nanos);
  }

  private static Map<String, Object> settings(String bootstrap) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("client.id", "warecast-gateway");
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    settings.put("max.block.ms", 2_000);
    settings.put("delivery.timeout.ms", 4_000);
    settings.put("request.timeout.ms", 3_000);
    settings.put("linger.ms", 0);
    settings.put("default.api.timeout.ms", 3_000);
    settings.put("reconnect.backoff.max.ms", 1_000);
    settings.put("enable.auto.commit", false);
    settings.put("isolation.level", "read_uncommitted");
    return settings;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void close() {
    closed = true;
    sender.execute(() -> producer.close(Duration.ZERO));
    sender.shutdown();
  }
}
