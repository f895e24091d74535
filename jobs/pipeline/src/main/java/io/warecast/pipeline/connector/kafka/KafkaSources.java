package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.PriceChange;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.message.CalendarEventJson;
import io.warecast.domain.message.ForecastRequestJson;
import io.warecast.domain.message.ModelActivationJson;
import io.warecast.domain.message.PriceChangeJson;
import io.warecast.domain.message.WeatherForecastJson;
import io.warecast.domain.model.ModelActivation;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The sources of the continuous job. Each starts at the first record of a timestamp (epoch millis,
 * the broker's) when there is no checkpoint to start from, sees committed records only, notes its
 * offsets with every checkpoint, and finds new partitions, which it reads from their beginning.
 */
public final class KafkaSources {

  private static final Duration DISCOVERY = Duration.ofSeconds(30);

  private KafkaSources() {}

  /**
   * The orders.
   *
   * @param records reads a record; must not throw
   */
  public static <T> KafkaSource<T> orders(
      KafkaConfig config, KafkaRecordDeserializationSchema<T> records, long startTimestamp) {
    return source(config, KafkaTopic.ORDERS, records, startTimestamp);
  }

  /** Changes of prices and promotions; those of other warehouses than the known are refused. */
  public static KafkaSource<Incoming<PriceChange>> prices(
      KafkaConfig config, Set<String> warehouses, long startTimestamp) {
    return source(
        config,
        KafkaTopic.PRICES,
        new ControlMessages<>(
            PriceChange.class,
            (message, call) -> PriceChangeJson.read(message),
            change -> change.key().warehouseId(),
            new HashSet<>(warehouses),
            false),
        startTimestamp);
  }

  /** Special days; those of other warehouses than the known are refused. */
  public static KafkaSource<Incoming<CalendarEvent>> calendarEvents(
      KafkaConfig config, Set<String> warehouses, long startTimestamp) {
    return source(
        config,
        KafkaTopic.CALENDAR_EVENTS,
        new ControlMessages<>(
            CalendarEvent.class,
            (message, call) -> CalendarEventJson.read(message),
            CalendarEvent::warehouseId,
            new HashSet<>(warehouses),
            false),
        startTimestamp);
  }

  /** Weather forecasts; those of other warehouses than the known are refused. */
  public static KafkaSource<Incoming<WeatherForecast>> weather(
      KafkaConfig config, Set<String> warehouses, long startTimestamp) {
    return source(
        config,
        KafkaTopic.WEATHER,
        new ControlMessages<>(
            WeatherForecast.class,
            (message, call) -> WeatherForecastJson.read(message),
            WeatherForecast::warehouseId,
            new HashSet<>(warehouses),
            false),
        startTimestamp);
  }

  /** Activations of models; one for an unknown warehouse is refused. */
  public static KafkaSource<Incoming<ModelActivation>> modelActivations(
      KafkaConfig config, Set<String> warehouses, long startTimestamp) {
    return source(
        config,
        KafkaTopic.MODEL_ACTIVATIONS,
        new ControlMessages<>(
            ModelActivation.class,
            (message, call) -> ModelActivationJson.read(message),
            ModelActivation::warehouseId,
            new HashSet<>(warehouses),
            false),
        startTimestamp);
  }

  /**
   * Requests with what their headers tell; also for unknown series, which deserve an answer. What
   * is refused has a reply when its request_id can be read.
   */
  public static KafkaSource<Incoming<ForecastRequest>> forecastRequests(
      KafkaConfig config, long startTimestamp) {
    return source(
        config,
        KafkaTopic.FORECAST_REQUESTS,
        new ControlMessages<>(
            ForecastRequest.class,
            (message, call) -> ForecastRequestJson.read(message).during(call),
            any -> "",
            null,
            true),
        startTimestamp);
  }

  private static <T> KafkaSource<T> source(
      KafkaConfig config,
      KafkaTopic topic,
      KafkaRecordDeserializationSchema<T> records,
      long startTimestamp) {
    return KafkaSource.<T>builder()
        .setProperties(config.properties())
        .setBootstrapServers(config.bootstrap())
        .setTopics(config.topic(topic))
        .setGroupId(config.groupId())
        .setClientIdPrefix(config.groupId() + "-" + config.topic(topic))
        .setStartingOffsets(OffsetsInitializer.timestamp(startTimestamp))
        .setDeserializer(records)
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true")
        .setProperty(
            KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
            Long.toString(DISCOVERY.toMillis()))
        .build();
  }
}
