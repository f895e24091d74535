package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.ActionableException;
import io.warecast.domain.KafkaTopic;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where Kafka is, who we are to it, and how our topics are called there.
 *
 * @param bootstrap {@code host:port[,host:port]*}
 * @param topicPrefix before the name of every topic; may be empty
 * @param groupId of the consumers; names the producers' transactions as well, so that two
 *     installations on one cluster need different ones
 * @param clientProperties further settings of consumers and producers, such as those of security
 */
public record KafkaConfig(
    String bootstrap, String topicPrefix, String groupId, Map<String, String> clientProperties)
    implements Serializable {

  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s,:]+:\\d{1,5}|\\[[^\\s,]+]:\\d{1,5}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,128}");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** Correctness hangs on these. */
  private static final Set<String> OURS =
      new TreeSet<>(
          Set.of(
              ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
              ConsumerConfig.GROUP_ID_CONFIG,
              ConsumerConfig.ISOLATION_LEVEL_CONFIG,
              ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
              ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
              ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
              ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
              ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
              ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
              ProducerConfig.ACKS_CONFIG,
              ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
              ProducerConfig.TRANSACTIONAL_ID_CONFIG));

  public KafkaConfig {
    clientProperties = Map.copyOf(clientProperties);
    for (String address : bootstrap.split(",", -1)) {
      require(
          ADDRESS.matcher(address).matches(), "bootstrap servers", bootstrap, "host:port[,...]");
    }
    String allowed = "at most 128 letters, digits, dots, hyphens and underscores";
    require(PREFIX.matcher(topicPrefix).matches(), "topic prefix", topicPrefix, allowed);
    require(GROUP.matcher(groupId).matches(), "group id", groupId, "not empty and " + allowed);
    for (String name : clientProperties.keySet()) {
      if (OURS.contains(name)) {
        throw new ActionableException(
            "the Kafka property %s cannot be set here: correctness hangs on it. Leave out any of %s"
                .formatted(name, OURS));
      }
    }
  }

  /**
   * With client properties as {@code key=value}.
   *
   * @throws ActionableException when a value is not of its form; it never repeats a property's
   *     value
   */
  public static KafkaConfig of(
      String bootstrap, String topicPrefix, String groupId, List<String> keyValues) {
    Map<String, String> properties = new TreeMap<>();
    for (String pair : keyValues) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new ActionableException(
            "a Kafka property is not of the form key=value: it begins with '%s'"
                .formatted(pair.substring(0, Math.min(pair.length(), 12))));
      }
      properties.put(pair.substring(0, equals).strip(), pair.substring(equals + 1));
    }
    return new KafkaConfig(bootstrap, topicPrefix, groupId, properties);
  }

  /** The name of a topic on these brokers. */
  public String topic(KafkaTopic topic) {
    return topicPrefix + topic.topicName();
  }

  /** Settings that every client of ours needs, for Kafka's own clients too. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.putAll(clientProperties);
    properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return properties;
  }

  private static void require(boolean valid, String name, String value, String form) {
    if (!valid) {
      throw new ActionableException("the Kafka %s '%s' must be %s".formatted(name, value, form));
    }
  }

  /** Without the values of properties, which may be passwords. */
  @Override
  public String toString() {
    return "KafkaConfig[%s, topics %s*, group %s, properties %s]"
        .formatted(bootstrap, topicPrefix, groupId, new TreeSet<>(clientProperties.keySet()));
  }
}
