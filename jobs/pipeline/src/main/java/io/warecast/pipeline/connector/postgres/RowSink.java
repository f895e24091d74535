package io.warecast.pipeline.connector.postgres;

import io.warecast.pipeline.connector.delivery.DeliverySettings;
import io.warecast.pipeline.connector.delivery.PatientWriter;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes rows of one form in batches.
 *
 * @param applicationName as seen in {@code pg_stat_activity}
 * @param patience while PostgreSQL is away
 */
record RowSink<T>(PostgresConfig config, RowForm<T> form, String applicationName, Duration patience)
    implements Sink<T> {

  private static final int BATCH = 512;
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** Of the continuous job. */
  static <T> RowSink<T> continuous(PostgresConfig config, RowForm<T> form, Duration patience) {
    return new RowSink<>(config, form, "warecast continuous", patience);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new PatientWriter<>(
        new RowDelivery<>(config, applicationName, form),
        new DeliverySettings(BATCH, LINGER, patience),
        context.getProcessingTimeService(),
        context.getMailboxExecutor());
  }
}
