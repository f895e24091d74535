package io.warecast.pipeline.connector.delivery;

import io.warecast.domain.ActionableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records in batches: when one is full, after a moment, and with every checkpoint, which
 * waits until all are written. Otherwise nothing waits for the server: a batch is under way in a
 * thread of its own while the next one gathers. While the server is away it keeps the newest record
 * of each key and tries again; when patience is at its end, or too many wait, it fails or holds the
 * stream up.
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
  private static final long CLOSING_SECONDS = 5;

  private final Delivery<T> delivery;
  private final DeliverySettings settings;
  private final ProcessingTimeService clock;
  private final MailboxExecutor task;

  /** Has the connection to itself. */
  private final ExecutorService sender;

  private final Map<Object, T> waiting = new LinkedHashMap<>();
  private @Nullable Sending<T> sending;
  private @Nullable ScheduledFuture<?> timer;

  /** Meaningful while {@code pauseMillis} is not 0, that is while the server is away. */
  private long awaySince;

  private long nextTry;
  private long pauseMillis;

  /** A batch that is under way. */
  private record Sending<T>(List<T> batch, CompletableFuture<Void> done) {}

  /**
   * Nothing is connected yet.
   *
   * @param task runs what must not run while the task does something else
   */
  public PatientWriter(
      Delivery<T> delivery,
      DeliverySettings settings,
      ProcessingTimeService clock,
      MailboxExecutor task) {
    this.delivery = delivery;
    this.settings = settings;
    this.clock = clock;
    this.task = task;
    this.sender =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "delivery of " + Thread.currentThread().getName());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void write(T record, Context context) throws InterruptedException {
    keep(record);
    if (waiting.size() >= settings.batch() && mayTry()) {
      send();
    }
    while (waiting.size() >= MAX_WAITING) {
      pause();
      send();
      awaitSending();
    }
    if (!waiting.isEmpty()) {
      setTimer();
    }
  }

  private void keep(T record) {
    waiting.merge(
        delivery.key(record),
        record,
        (earlier, later) -> delivery.replaces(later, earlier) ? later : earlier);
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    awaitSending();
    while (!waiting.isEmpty()) {
      pause();
      send();
      awaitSending();
    }
  }

  /** Never throws: that would end the whole TaskManager, not just the task. */
  @Override
  public void close() {
    if (sender.isShutdown()) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    sender.execute(delivery::disconnect);
    sender.shutdown();
    try {
      if (!sender.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a batch is still under way; its connection is closed when that ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void setTimer() {
    if (timer == null) {
      long delay = Math.max(settings.linger().toMillis(), pauseMillis);
      timer = clock.registerTimer(clock.getCurrentProcessingTime() + delay, time -> onTimer());
    }
  }

  private void onTimer() {
    timer = null;
    if (mayTry()) {
      send();
    } else {
      setTimer();
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

  /** Sends off the records that have waited longest, unless others are under way. */
  private void send() {
    if (sending != null || waiting.isEmpty()) {
      return;
    }
    List<T> batch = new ArrayList<>(Math.min(settings.batch(), waiting.size()));
    Iterator<T> oldest = waiting.values().iterator();
    while (oldest.hasNext() && batch.size() < settings.batch()) {
      batch.add(oldest.next());
      oldest.remove();
    }
    Sending<T> now = new Sending<>(batch, CompletableFuture.runAsync(() -> deliver(batch), sender));
    sending = now;
    var unused =
        now.done().whenComplete((nothing, error) -> task.execute(() -> isOver(now), "delivered"));
  }

  /** In the sender's thread. */
  private void deliver(List<T> batch) {
    try {
      delivery.send(batch);
    } catch (ActionableException e) {
      delivery.disconnect();
      throw e;
    }
  }

  private void awaitSending() throws InterruptedException {
    Sending<T> now = sending;
    if (now != null) {
      try {
        now.done().get();
      } catch (ExecutionException e) {
        LOG.debug("a batch has failed", e);
      }
      isOver(now);
    }
  }

  private void isOver(Sending<T> over) {
    if (!over.equals(sending)) {
      return; // It was waited for meanwhile.
    }
    sending = null;
    try {
      over.done().join();
      if (pauseMillis > 0) {
        LOG.info("writing goes on after {} ms", millisSince(awaySince));
        pauseMillis = 0;
      }
    } catch (CompletionException e) {
      giveBack(over.batch());
      if (!(e.getCause() instanceof ActionableException away)) {
        throw e;
      }
      waitForServer(away);
    }
    if (waiting.size() >= settings.batch() && mayTry()) {
      send();
    } else if (!waiting.isEmpty()) {
      setTimer();
    }
  }

  /** Puts records that were not written before those that have come since. */
  private void giveBack(List<T> batch) {
    List<T> since = List.copyOf(waiting.values());
    waiting.clear();
    batch.forEach(this::keep);
    since.forEach(this::keep);
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
