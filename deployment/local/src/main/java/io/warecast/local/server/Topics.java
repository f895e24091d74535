package io.warecast.local.server;

import io.warecast.domain.KafkaTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/** Creates the topics of the contract where they are missing, and mends settings that differ. */
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
                  .configs(TopicSettings.of(topic)));
        }
      }
      admin.createTopics(missing).all().get();
      mend(
          admin,
          Arrays.stream(KafkaTopic.values())
              .filter(topic -> present.contains(topic.topicName()))
              .toList());
    }
  }

  /** Topics of a home that an earlier version made have its settings. */
  private static void mend(Admin admin, List<KafkaTopic> topics)
      throws InterruptedException, ExecutionException {
    Map<ConfigResource, Config> found =
        admin.describeConfigs(topics.stream().map(Topics::resource).toList()).all().get();
    Map<ConfigResource, Collection<AlterConfigOp>> changes =
        new TreeMap<>(Comparator.comparing(ConfigResource::name));
    for (KafkaTopic topic : topics) {
      List<AlterConfigOp> differing =
          differing(topic, Objects.requireNonNull(found.get(resource(topic))));
      if (!differing.isEmpty()) {
        changes.put(resource(topic), differing);
      }
    }
    if (!changes.isEmpty()) {
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  private static List<AlterConfigOp> differing(KafkaTopic topic, Config found) {
    return TopicSettings.of(topic).entrySet().stream()
        .filter(wanted -> !wanted.getValue().equals(found.get(wanted.getKey()).value()))
        .map(
            wanted ->
                new AlterConfigOp(new ConfigEntry(wanted.getKey(), wanted.getValue()), OpType.SET))
        .toList();
  }

  private static ConfigResource resource(KafkaTopic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }
}
