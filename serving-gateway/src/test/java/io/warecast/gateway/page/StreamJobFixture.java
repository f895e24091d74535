package io.warecast.gateway.page;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.message.ForecastRequestJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Answers requests on Kafka as the stream job would: a promotion sells half as much again. */
public final class StreamJobFixture implements AutoCloseable {

  private static final float PROMOTED = 1.5f;

  private final KafkaConsumer<byte[], byte[]> requests;
  private final KafkaProducer<byte[], byte[]> replies;
  private final Thread thread = new Thread(this::answer, "stream-job");

  private StreamJobFixture(String bootstrap) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "linger.ms", 0);
    requests =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    replies = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public static StreamJobFixture start(String bootstrap) {
    StreamJobFixture job = new StreamJobFixture(bootstrap);
    job.thread.start();
    return job;
  }

  private void answer() {
    String topic = KafkaTopic.FORECAST_REQUESTS.topicName();
    try {
      List<TopicPartition> partitions =
          requests.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      requests.assign(partitions);
      requests.seekToBeginning(partitions);
      while (true) {
        for (ConsumerRecord<byte[], byte[]> each : requests.poll(Duration.ofSeconds(1))) {
          ForecastReply reply = reply(ForecastRequestJson.read(each.value()));
          replies
              .send(
                  new ProducerRecord<>(
                      KafkaTopic.FORECAST_REPLIES.topicName(), ForecastReplyJson.write(reply)))
              .get();
        }
      }
    } catch (WakeupException e) {
      requests.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ForecastReply reply(ForecastRequest request) {
    Boolean promoted = request.whatIf().promoted();
    Float price = request.whatIf().price();
    float factor =
        (promoted != null && promoted ? PROMOTED : 1)
            * (price == null ? 1 : PageWorld.PRICE / Math.max(0.01f, price));
    Forecast forecast = PageWorld.forecast(request.key(), PageWorld.ORIGIN, factor, 0);
    return ForecastReply.of(
        request.requestId(), forecast, request.explain() ? explanation(forecast.mean()) : null);
  }

  private static Explanation explanation(float[] mean) {
    float[][] units = new float[mean.length][];
    for (int step = 0; step < mean.length; step++) {
      units[step] = new float[] {PageWorld.LEVEL, mean[step] - PageWorld.LEVEL - 2, 2};
    }
    return new Explanation(new String[] {Explanation.LEVEL, "weekday", "promoted"}, units);
  }

  @Override
  public void close() throws Exception {
    requests.wakeup();
    thread.join();
    replies.close();
  }
}
