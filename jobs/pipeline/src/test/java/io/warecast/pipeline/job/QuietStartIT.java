package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.message.ForecastRequestJson;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.kafka.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What the lake holds is forecast, and can be asked for, before any order has come. */
class QuietStartIT extends ContinuousScenario {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void forecastsWhatTheLakeHoldsBeforeTheFirstOrder() throws Exception {
    start("--horizon", "7");
    try (Jedis redis = servers.directRedis().connect()) {
      await().untilAsserted(() -> assertThat(Published.forecasts(redis)).hasSize(SmallLake.SERIES));
      assertThat(Published.forecasts(redis))
          .allMatch(forecast -> forecast.originDay() == SmallLake.LAST_DAY);
    }
    repliesBearTheHeadersOfTheirRequests();
  }

  private void repliesBearTheHeadersOfTheirRequests() throws Exception {
    ask("known", "item-1", SmallLake.LAST_DAY + 1, 3);
    ask("unknown", "item-99", SmallLake.LAST_DAY + 1, 3);
    ask("too-early", "item-1", SmallLake.LAST_DAY, 3);
    ask("malformed", "item-1", SmallLake.LAST_DAY + 1, -1);

    Map<String, String> headers = new TreeMap<>();
    await()
        .untilAsserted(
            () -> {
              for (var reply : broker.written(kafka.topic(KafkaTopic.FORECAST_REPLIES))) {
                ForecastReply read = ForecastReplyJson.read(reply.value());
                headers.put(
                    read.requestId() + " " + read.error(), KafkaBroker.headers(reply).toString());
              }
              assertThat(headers)
                  .containsOnlyKeys(
                      "known null",
                      "malformed bad_request",
                      "too-early bad_request",
                      "unknown unknown_series");
            });
    headers.forEach(
        (reply, found) ->
            assertThat(found)
                .isEqualTo(
                    "{traceparent=%s, tracestate=a=b, x-request-id=call-%s}"
                        .formatted(PARENT, reply.replaceAll(" .*", ""))));
    await()
        .untilAsserted(
            () ->
                assertThat(broker.committed(kafka.topic(KafkaTopic.DEAD_LETTERS)))
                    .anyMatch(
                        letter -> text(letter.value()).contains("x-request-id call-malformed")));
  }

  private void ask(String id, String item, int firstDay, int days) {
    SeriesKey key = new SeriesKey("north", item);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            kafka.topic(KafkaTopic.FORECAST_REQUESTS),
            utf8(key.partitionKey()),
            ForecastRequestJson.write(
                new ForecastRequest(id, key, firstDay, days, "latest", WhatIf.NOTHING)));
    record
        .headers()
        .add("x-request-id", utf8("call-" + id))
        .add("traceparent", utf8(PARENT))
        .add("tracestate", utf8("a=b"));
    try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
      producer.send(record);
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
