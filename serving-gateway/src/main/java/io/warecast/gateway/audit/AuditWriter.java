package io.warecast.gateway.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from event loops without holding them up, and writes them to the spool in a thread
 * of its own: at once after a rest, and else with all that came in the same millisecond, so that
 * under load neither a wake-up nor a write is paid for each. Events wait in memory while the disk
 * does not take them.
 */
final class AuditWriter implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
  private static final int MOST_WAITING = 100_000;
  private static final int LARGEST_BATCH = 2_000;
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long GATHER_NANOS = Duration.ofMillis(1).toNanos();

  /** Empty turns after which an event is worth a wake-up. */
  private static final int TURNS_BEFORE_REST = 20;

  private final AuditSpool spool;
  private final AuditConfig config;
  private final ConcurrentLinkedQueue<AuditEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Thread thread = new Thread(this, "audit-writer");
  private volatile boolean isIdle;
  private volatile boolean isEnding;
  private volatile boolean isFailing;
  private volatile boolean isFull;
  private boolean isUnsynced;
  private long lastSync = System.nanoTime();

  private AuditWriter(AuditSpool spool, AuditConfig config) {
    this.spool = spool;
    this.config = config;
  }

  static AuditWriter start(AuditSpool spool, AuditConfig config) {
    AuditWriter writer = new AuditWriter(spool, config);
    writer.thread.setDaemon(true);
    writer.thread.start();
    return writer;
  }

  /** Whether there is room for more; asked before a call is served. */
  boolean accepts() {
    return !isFull && !isFailing && waiting.get() < MOST_WAITING;
  }

  /** Takes an event, always: calls are turned away at {@link #accepts}, before they are served. */
  void add(AuditEvent event) {
    events.add(event);
    waiting.incrementAndGet();
    if (isIdle) {
      isIdle = false;
      LockSupport.unpark(thread);
    }
  }

  int waiting() {
    return waiting.get();
  }

  @Override
  public void run() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(64 << 10);
    int emptyTurns = TURNS_BEFORE_REST;
    while (!isEnding || !events.isEmpty()) {
      lines.reset();
      int taken = encode(lines);
      if (taken == 0 && ++emptyTurns > TURNS_BEFORE_REST) {
        rest();
        continue;
      }
      if (taken > 0) {
        emptyTurns = 0;
        if (!write(lines)) {
          return;
        }
        waiting.addAndGet(-taken);
      }
      if (taken < LARGEST_BATCH && !isEnding) {
        LockSupport.parkNanos(GATHER_NANOS);
      }
    }
  }

  private int encode(ByteArrayOutputStream lines) {
    AuditEvent event = events.poll();
    if (event == null) {
      return 0;
    }
    int taken = 0;
    try (AuditJson json = AuditJson.to(lines)) {
      while (event != null) {
        json.write(event);
        taken++;
        event = taken < LARGEST_BATCH ? events.poll() : null;
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory takes every text", e);
    }
    return taken;
  }

  /** Tries until the disk takes it; false when the gateway ends before that. */
  private boolean write(ByteArrayOutputStream lines) {
    byte[] bytes = lines.toByteArray();
    while (true) {
      try {
        spool.append(bytes, bytes.length);
        isUnsynced = true;
        syncWhenDue();
        isFull = spool.waiting() > config.maxSpoolBytes();
        isFailing = false;
        return true;
      } catch (IOException e) {
        if (!isFailing) {
          LOG.error("the audit cannot be written; calls are refused until it can", e);
        }
        isFailing = true;
        if (isEnding) {
          LOG.error("{} audited calls are lost: the disk takes nothing", waiting.get());
          return false;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void syncWhenDue() throws IOException {
    long now = System.nanoTime();
    if (isUnsynced && now - lastSync >= config.syncInterval().toNanos()) {
      spool.sync();
      isUnsynced = false;
      lastSync = now;
    }
  }

  private void rest() {
    try {
      syncWhenDue();
    } catch (IOException e) {
      LOG.warn("the audit could not be synced: {}", e.toString());
    }
    isFull = spool.waiting() > config.maxSpoolBytes();
    isIdle = true;
    if (events.isEmpty() && !isEnding) {
      LockSupport.parkNanos(PAUSE_NANOS / 5);
    }
    isIdle = false;
  }

  /** Writes what it has and ends; waits for that. */
  void close() throws InterruptedException {
    isEnding = true;
    LockSupport.unpark(thread);
    thread.join(Duration.ofSeconds(5).toMillis());
  }
}
