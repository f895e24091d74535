package io.warecast.pipeline.connector.redis;

import io.warecast.pipeline.connector.delivery.DeliverySettings;
import io.warecast.pipeline.connector.delivery.PatientWriter;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes what readers see at once. */
record LiveSink<T>(RedisConfig config, LiveForm<T> form, Duration patience) implements Sink<T> {

  private static final int BATCH = 512;

  /** Short beside the second in which a forecast is to be seen, long enough to fill a pipeline. */
  private static final Duration LINGER = Duration.ofMillis(5);

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new PatientWriter<>(
        new LiveDelivery<>(config, form),
        new DeliverySettings(BATCH, LINGER, patience),
        context.getProcessingTimeService(),
        context.getMailboxExecutor());
  }
}
