package io.warecast.pipeline.connector.delivery;

import io.warecast.domain.ActionableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records in batches: when one is full, after a moment, and with every checkpoint, which
 * waits until all are written. While the server is away it keeps the newest record of each key and
 * tries again; when patience is at its end, or too many wait, it fails or holds the stream up.
 *
 * <p>In place of ready-made sinks that write once more while they are closed: without a connection
 * that throws out of the clean-up of a task and ends the whole TaskManager.
 */
public final class PatientWriter<T> implements SinkWriter<T> {

  private static final Logger LOG = LoggerFactory.getLogger(PatientWriter.class);

  private static final int MAX_WAITING = 1 << 16;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Delivery<T> delivery;
  private final DeliverySettings settings;
  private final ProcessingTimeService clock;
  private final Map<Object, T> waiting = new LinkedHashMap<>();
  private @Nullable ScheduledFuture<?> timer;

  /** Meaningful while {@code pauseMillis} is not 0, that is while the server is away. */
  private long awaySince;

  private long nextTry;
  private long pauseMillis;

  public PatientWriter(
      Delivery<T> delivery, DeliverySettings settings, ProcessingTimeService clock) {
    this.delivery = delivery;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void write(T record, Context context) throws InterruptedException {
    waiting.merge(
        delivery.key(record),
        record,
        (earlier, later) -> delivery.replaces(later, earlier) ? later : earlier);
    if (waiting.size() >= settings.batch() && mayTry()) {
      trySend();
    }
    while (waiting.size() >= MAX_WAITING) {
      pause();
      trySend();
    }
    if (!waiting.isEmpty()) {
      setTimer(Math.max(settings.linger().toMillis(), pauseMillis));
    }
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    while (!trySend()) {
      pause();
    }
  }

  /** Never throws: that would end the whole TaskManager, not just the task. */
  @Override
  public void close() {
    if (timer != null) {
      timer.cancel(false);
    }
    delivery.disconnect();
  }

  private void setTimer(long delayMillis) {
    if (timer == null) {
      timer =
          clock.registerTimer(clock.getCurrentProcessingTime() + delayMillis, time -> onTimer());
    }
  }

  private void onTimer() {
    timer = null;
    if (!trySend()) {
      setTimer(pauseMillis);
    }
  }

  private boolean mayTry() {
    return pauseMillis == 0 || System.nanoTime() - nextTry >= 0;
  }

  private void pause() throws InterruptedException {
    long nanos = nextTry - System.nanoTime();
    if (pauseMillis > 0 && nanos > 0) {
      Thread.sleep(nanos / NANOS_PER_MILLI, (int) (nanos % NANOS_PER_MILLI));
    }
  }

  /** Writes all that waits; false when the server is away and patience is left. */
  private boolean trySend() {
    try {
      while (!waiting.isEmpty()) {
        sendBatch();
      }
    } catch (ActionableException e) {
      delivery.disconnect();
      waitForServer(e);
      return false;
    }
    if (pauseMillis > 0) {
      LOG.info("writing goes on after {} ms", millisSince(awaySince));
      pauseMillis = 0;
    }
    return true;
  }

  private void sendBatch() {
    List<T> batch = new ArrayList<>(Math.min(settings.batch(), waiting.size()));
    Iterator<T> oldest = waiting.values().iterator();
    while (oldest.hasNext() && batch.size() < settings.batch()) {
      batch.add(oldest.next());
    }
    delivery.send(batch);
    batch.forEach(sent -> waiting.remove(delivery.key(sent)));
  }

  private void waitForServer(ActionableException failure) {
    if (pauseMillis == 0) {
      awaySince = System.nanoTime();
      LOG.warn("{}; trying again for {}", failure.getMessage(), settings.patience());
    }
    if (millisSince(awaySince) >= settings.patience().toMillis()) {
      throw failure;
    }
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
    nextTry = System.nanoTime() + pauseMillis * NANOS_PER_MILLI;
  }

  private static long millisSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / NANOS_PER_MILLI;
  }
}
