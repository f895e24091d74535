package io.warecast.local.server;

import io.warecast.domain.KafkaTopic;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** How the local broker keeps each topic. */
final class TopicSettings {

  private static final String FOREVER = "-1";
  private static final String NO_LIMIT = Long.toString(Long.MAX_VALUE);

  private TopicSettings() {}

  /** What differs from the broker's own settings, by Kafka's names. */
  static Map<String, String> of(KafkaTopic topic) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.maxRecordBytes()));
    settings.put(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        topic.isCompacted()
            ? TopicConfig.CLEANUP_POLICY_COMPACT
            : TopicConfig.CLEANUP_POLICY_DELETE);
    switch (topic) {
      case ORDERS, PRICES, CALENDAR_EVENTS, WEATHER, MODEL_ACTIVATIONS -> keptByEventTime(settings);
      case FORECASTS -> compactedOften(settings);
      case FORECAST_REQUESTS, FORECAST_REPLIES -> keptFor(Duration.ofHours(1), settings);
      case DEAD_LETTERS, AUDIT, ALERTS -> keptFor(Duration.ofDays(30), settings);
    }
    return settings;
  }

  /**
   * A replay's records bear the time of their events, years ago or days ahead: they must neither be
   * refused nor expire by it, nor begin a new segment for each few days that it moves.
   */
  private static void keptByEventTime(Map<String, String> settings) {
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, NO_LIMIT);
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, NO_LIMIT);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, FOREVER);
    settings.put(TopicConfig.SEGMENT_MS_CONFIG, NO_LIMIT);
  }

  /** Only a closed segment is compacted, hence small ones. */
  private static void compactedOften(Map<String, String> settings) {
    stampedOnArrival(settings);
    settings.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 << 20));
    settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofHours(6)));
    settings.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3");
    settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(Duration.ofHours(1)));
  }

  private static void keptFor(Duration time, Map<String, String> settings) {
    stampedOnArrival(settings);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(time));
  }

  /** Flink stamps what it writes with event time, by which a replay's output would expire. */
  private static void stampedOnArrival(Map<String, String> settings) {
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }
}
