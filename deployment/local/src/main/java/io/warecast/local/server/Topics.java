package io.warecast.local.server;

import io.warecast.domain.KafkaTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Creates the topics of the contract where they are missing. */
final class Topics {

  /** Twice the cores of a small machine, so that a job can be scaled up without new topics. */
  private static final int PARTITIONS = 4;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Topics() {}

  static void create(String bootstrap) throws InterruptedException, ExecutionException {
    try (Admin admin = KafkaServer.admin(bootstrap, LIMIT)) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      for (KafkaTopic topic : KafkaTopic.values()) {
        if (!present.contains(topic.topicName())) {
          missing.add(
              new NewTopic(topic.topicName(), Optional.of(PARTITIONS), Optional.empty())
                  .configs(settings(topic)));
        }
      }
      admin.createTopics(missing).all().get();
    }
  }

  private static Map<String, String> settings(KafkaTopic topic) {
    String policy =
        topic.isCompacted()
            ? TopicConfig.CLEANUP_POLICY_COMPACT
            : TopicConfig.CLEANUP_POLICY_DELETE;
    return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, policy);
  }
}
