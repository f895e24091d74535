package io.warecast.pipeline.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.KafkaTopic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaConfigTest {

  @Test
  void putsThePrefixBeforeEveryTopicAndHandsOnProperties() {
    KafkaConfig config =
        KafkaConfig.of(
            "a:9092,[::1]:9093", "eu.", "warecast", List.of("sasl.jaas.config=x y=\"z\";"));
    assertThat(config.topic(KafkaTopic.DEAD_LETTERS)).isEqualTo("eu.dead-letters");
    assertThat(config.properties())
        .containsEntry("sasl.jaas.config", "x y=\"z\";")
        .containsEntry("bootstrap.servers", "a:9092,[::1]:9093");
  }

  @Test
  void neverShowsTheValueOfAProperty() {
    KafkaConfig config =
        KafkaConfig.of("a:9092", "", "warecast", List.of("ssl.keystore.password=hush"));
    assertThat(config.toString()).contains("ssl.keystore.password").doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "'',        '',  g, a=b,          bootstrap",
    "broker,    '',  g, a=b,          host:port",
    "'a:1,,b:2','',  g, a=b,          host:port",
    "a:9092,    'x y', g, a=b,        topic prefix",
    "a:9092,    '',  '', a=b,         group id",
    "a:9092,    '',  g, =b,           key=value",
    "a:9092,    '',  g, secret,       key=value",
    "a:9092,    '',  g, isolation.level=read_uncommitted, isolation.level",
    "a:9092,    '',  g, transactional.id=t, transactional.id",
  })
  void refusesWhatCannotWork(
      String bootstrap, String prefix, String group, String property, String named) {
    assertThatThrownBy(() -> KafkaConfig.of(bootstrap, prefix, group, List.of(property)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(named);
  }
}
