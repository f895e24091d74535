package io.warecast.local.cli;

import io.warecast.local.replay.ReplayListener;
import io.warecast.local.replay.ReplaySpeed;
import io.warecast.local.terminal.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows where in event time a replay is, and how many orders a second it sends. */
final class ReplayProgress implements ReplayListener, AutoCloseable {

  private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Progress progress;
  private long shownAt = System.nanoTime();
  private long shownOrders;

  ReplayProgress(ReplaySpeed speed) {
    this.progress = Progress.start("Replaying at " + speed, "orders", 0);
  }

  @Override
  public void sent(long orders, long eventTime) {
    long elapsed = System.nanoTime() - shownAt;
    if (elapsed >= REFRESH_NANOS) {
      double rate = (orders - shownOrders) / (elapsed / 1e9);
      progress.to(orders, note(eventTime, rate));
      shownAt += elapsed;
      shownOrders = orders;
    }
  }

  private static String note(long eventTime, double rate) {
    Instant time = Instant.ofEpochMilli(eventTime).truncatedTo(ChronoUnit.SECONDS);
    return String.format(Locale.ROOT, "%,.0f orders/s, at %s", rate, time);
  }

  @Override
  public void close() {
    progress.close();
  }
}
