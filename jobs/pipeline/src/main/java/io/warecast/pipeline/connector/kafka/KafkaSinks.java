package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.monitoring.Alert;
import io.warecast.domain.monitoring.AlertJson;
import io.warecast.pipeline.connector.delivery.EncodedForecast;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** The sinks of the continuous job. */
public final class KafkaSinks {

  /** Below the 15 minutes that brokers allow, above any checkpoint and restart that we expect. */
  private static final Duration TRANSACTION = Duration.ofMinutes(12);

  private static final int LARGEST_LETTER = 8 << 20;

  private KafkaSinks() {}

  /**
   * The newest forecast of each series. Some may be written twice after a failure: of two records
   * of a key the later generation counts.
   */
  public static KafkaSink<EncodedForecast> forecasts(KafkaConfig config) {
    String topic = config.topic(KafkaTopic.FORECASTS);
    return KafkaSinks.<EncodedForecast>builder(
            config,
            new TopicRecords<>(
                topic,
                forecast -> utf8(forecast.key().partitionKey()),
                forecast -> utf8(forecast.json())))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "5")
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
        .build();
  }

  /**
   * Replies, sent at once; some may be sent twice. The key is the series, or the request's id; the
   * headers of the request are those of the reply.
   */
  public static KafkaSink<ForecastReply> replies(KafkaConfig config) {
    String topic = config.topic(KafkaTopic.FORECAST_REPLIES);
    return KafkaSinks.<ForecastReply>builder(
            config,
            new TopicRecords<>(
                topic, reply -> utf8(key(reply)), ForecastReplyJson::write, ForecastReply::call))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "0")
        .build();
  }

  /** Alerts; some may be sent twice after a failure. The key is the warehouse. */
  public static KafkaSink<Alert> alerts(KafkaConfig config) {
    String topic = config.topic(KafkaTopic.ALERTS);
    return KafkaSinks.<Alert>builder(
            config, new TopicRecords<>(topic, alert -> utf8(alert.warehouseId()), AlertJson::write))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  private static String key(ForecastReply reply) {
    Forecast forecast = reply.forecast();
    return forecast == null ? reply.requestId() : forecast.key().partitionKey();
  }

  /**
   * Dead letters, each exactly once for readers of committed records: visible with the checkpoint.
   * The topic must take records of the size that {@code json} makes.
   *
   * @param json at most 8 MiB less a few bytes
   */
  public static KafkaSink<DeadLetter> deadLetters(
      KafkaConfig config, SerializableFunction<DeadLetter, byte[]> json) {
    String topic = config.topic(KafkaTopic.DEAD_LETTERS);
    return KafkaSinks.<DeadLetter>builder(config, new TopicRecords<>(topic, KafkaSinks::key, json))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(config.groupId() + "-" + topic)
        // The default takes a new id with every checkpoint, which brokers remember for a week.
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION.toMillis()))
        .setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_LETTER))
        .build();
  }

  /** The key of the refused record, when it had one, spreads letters as their records were. */
  private static byte @Nullable [] key(DeadLetter letter) {
    return letter.key().length == 0 ? null : letter.key();
  }

  private static <T> KafkaSinkBuilder<T> builder(
      KafkaConfig config, KafkaRecordSerializationSchema<T> records) {
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(config.properties())
        .setBootstrapServers(config.bootstrap())
        .setRecordSerializer(records);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
