package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.KafkaTopic;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.message.ForecastRequestJson;
import io.warecast.local.server.LocalStack;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request for a forecast on its way through Kafka and back. */
final class ForecastQuestion {

  private static final Logger LOG = LoggerFactory.getLogger(ForecastQuestion.class);

  private ForecastQuestion() {}

  /**
   * Sends a request and waits for its reply.
   *
   * @throws ActionableException when none comes in time
   */
  static ForecastReply ask(LocalStack stack, ForecastRequest request, Duration limit) {
    String bootstrap = stack.kafkaBootstrap();
    // Opened first, so that no reply can be missed.
    try (TopicReader replies = TopicReader.fromNow(bootstrap, KafkaTopic.FORECAST_REPLIES)) {
      long deadline = System.nanoTime() + limit.toNanos();
      TopicWriter.send(
          bootstrap,
          KafkaTopic.FORECAST_REQUESTS,
          request.key().partitionKey(),
          ForecastRequestJson.write(request));
      for (long left = limit.toNanos(); left > 0; left = deadline - System.nanoTime()) {
        for (ConsumerRecord<byte[], byte[]> message : replies.poll(Duration.ofNanos(left))) {
          ForecastReply reply = read(message.value());
          if (reply != null && reply.requestId().equals(request.requestId())) {
            return reply;
          }
        }
      }
    }
    throw new ActionableException(
        "No reply came within %d s. Is the continuous job running? 'warecast status' names Flink's web page, which shows it; 'warecast dead-letters' shows what it refused."
            .formatted(limit.toSeconds()));
  }

  /** Others' replies are none of ours, whatever they hold. */
  private static @Nullable ForecastReply read(byte[] message) {
    try {
      return ForecastReplyJson.read(message);
    } catch (RefusedException e) {
      LOG.warn("A reply that cannot be read: {}", e.detail());
      return null;
    }
  }
}
