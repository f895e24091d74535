package io.warecast.local.replay;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.message.WeatherForecastJson;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.order.OrderJson;
import io.warecast.domain.series.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes orders and weather forecasts to their topics: in order by key, none lost or doubled by an
 * outage of the broker.
 */
final class OrderTopic implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  OrderTopic(String bootstrap) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                // Orders wait for a broker that is away as long as it takes.
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Long.MAX_VALUE,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000L),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends an order; its time is the record's. */
  void send(OrderEvent order) {
    String key = new SeriesKey(order.warehouseId(), order.itemId()).partitionKey();
    send(KafkaTopic.ORDERS, order.orderedAt(), key, OrderJson.encode(order));
  }

  /** Sends a weather forecast that comes at a time (epoch millis). */
  void send(WeatherForecast weather, long time) {
    send(KafkaTopic.WEATHER, time, weather.warehouseId(), WeatherForecastJson.write(weather));
  }

  private void send(KafkaTopic topic, long time, String key, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.topicName(), null, time, key.getBytes(StandardCharsets.UTF_8), value),
            (written, failed) -> failure.compareAndSet(null, failed));
  }

  /**
   * Returns when all that was sent is in Kafka.
   *
   * @throws KafkaException when some of it never will be
   */
  void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new KafkaException("an order or a weather forecast could not be sent", failed);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
