package io.warecast.benchmarks;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.message.ForecastRequestJson;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * {@code bench on-demand}: the time from writing a request to Kafka until its reply is read from
 * there, beside a steady load.
 */
public final class OnDemandBench implements AutoCloseable {

  private static final int REQUESTS_PER_SECOND = 50;
  private static final int HORIZON = 7;

  private final LiveLoad load;
  private final String requests;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> open = new ConcurrentHashMap<>();

  private OnDemandBench(LiveLoad load, KafkaConfig kafka) {
    this.load = load;
    this.requests = kafka.topic(KafkaTopic.FORECAST_REQUESTS);
    Properties writing = kafka.properties();
    writing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.producer =
        new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    Properties reading = kafka.properties();
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> replies =
        consumer.partitionsFor(kafka.topic(KafkaTopic.FORECAST_REPLIES)).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(replies);
    consumer.seekToEnd(replies);
    replies.forEach(consumer::position);
  }

  /**
   * Measures on empty servers.
   *
   * @param notes is told what is being done
   */
  public static BenchReport run(LivePlan plan, BenchServers servers, Consumer<String> notes)
      throws Exception {
    try (LiveLoad load = LiveLoad.start(plan, servers, notes);
        OnDemandBench bench = new OnDemandBench(load, servers.kafka())) {
      Latencies found = bench.measure(plan);
      return new BenchReport(
          "on-demand",
          "%d requests/s of %d days beside %,d orders/s over %,d series"
              .formatted(REQUESTS_PER_SECOND, HORIZON, plan.ordersPerSecond(), plan.series()),
          found.figures(),
          List.of(found.allowed(95, 60)));
    }
  }

  private Latencies measure(LivePlan plan) throws Exception {
    Latencies warm = new Latencies();
    Latencies found = new Latencies();
    long counted = System.nanoTime() + plan.warmUp().toNanos();
    long end = counted + plan.measured().toNanos();
    try (Paced asking = new Paced("bench-requests", REQUESTS_PER_SECOND, this::ask)) {
      while (System.nanoTime() < end) {
        read(counted, warm, found);
      }
    }
    Waiting.until(
        "every request is answered",
        1,
        () -> {
          read(counted, warm, found);
          return open.isEmpty();
        });
    return found;
  }

  private void ask(long number) {
    SeriesKey key = load.loaded(number);
    String id = "bench-" + number;
    ForecastRequest request =
        new ForecastRequest(
            id, key, GeneratedSeries.LAST_DAY + 2, HORIZON, "latest", WhatIf.NOTHING);
    open.put(id, System.nanoTime());
    var unused =
        producer.send(
            new ProducerRecord<>(
                requests,
                key.partitionKey().getBytes(StandardCharsets.UTF_8),
                ForecastRequestJson.write(request)));
  }

  private void read(long counted, Latencies warm, Latencies found) throws Exception {
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(20))) {
      ForecastReply reply = ForecastReplyJson.read(message.value());
      if (reply.forecast() == null) {
        throw new IllegalStateException("a request was refused: " + reply);
      }
      Long start = open.remove(reply.requestId());
      if (start != null) {
        (start < counted ? warm : found).since(start);
      }
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
