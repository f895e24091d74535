package io.warecast.gateway.audit;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit of a gateway: memory, for a moment; then the spool on disk; then Kafka; then
 * PostgreSQL. One for all event loops.
 */
public final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  private final UUID origin = UUID.randomUUID();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final @Nullable Parts parts;

  private record Parts(
      AuditSpool spool,
      AuditWriter writer,
      Optional<AuditForwarder> forwarder,
      Optional<AuditArchive> archive) {}

  private AuditLog(@Nullable Parts parts) {
    this.parts = parts;
  }

  /**
   * Opens the spool and starts to forward what is in it; waits for nobody.
   *
   * @throws ActionableException when the spool cannot be used
   */
  public static AuditLog open(Optional<AuditConfig> config) {
    if (config.isEmpty()) {
      LOG.warn("calls are not audited; give --audit-spool DIR to have them audited");
      return new AuditLog(null);
    }
    AuditConfig settings = config.get();
    AuditSpool spool = AuditSpool.open(settings.spool());
    return new AuditLog(
        new Parts(
            spool,
            AuditWriter.start(spool, settings),
            settings.kafka().map(kafka -> AuditForwarder.start(spool, settings, kafka)),
            settings
                .archive()
                .map(to -> AuditArchive.start(settings, to, settings.kafka().orElseThrow()))));
  }

  /** Whether another call can be audited; one that cannot is not to be served. */
  boolean accepts() {
    if (parts == null || parts.writer().accepts()) {
      return true;
    }
    refused.incrementAndGet();
    return false;
  }

  /** Whether calls are audited at all. */
  boolean isOn() {
    return parts != null;
  }

  /** An id that no other event has, of any gateway. */
  String nextId() {
    // counting on from a random one is as unique as a random one each, and takes no lock
    return new UUID(
            origin.getMostSignificantBits(),
            origin.getLeastSignificantBits() ^ events.incrementAndGet())
        .toString();
  }

  void add(AuditEvent event) {
    if (parts != null) {
      parts.writer().add(event);
    }
  }

  /** Events since the start. */
  public long events() {
    return events.get();
  }

  /** Calls that were refused because they could not have been audited. */
  public long refused() {
    return refused.get();
  }

  /** Events that wait in memory for the disk. */
  public long inMemory() {
    return parts == null ? 0 : parts.writer().waiting();
  }

  /** Bytes that wait on disk for Kafka. */
  public long spooledBytes() {
    return parts == null ? 0 : parts.spool().waiting();
  }

  /** Events that Kafka has taken since the start. */
  public long forwarded() {
    return parts == null ? 0 : parts.forwarder().map(AuditForwarder::sent).orElse(0L);
  }

  /** Events that PostgreSQL has taken from this gateway since the start. */
  public long archived() {
    return parts == null ? 0 : parts.archive().map(AuditArchive::stored).orElse(0L);
  }

  /** 1 while Kafka takes what it is sent. */
  public int kafkaAnswers() {
    return parts != null && parts.forwarder().filter(to -> !to.isAway()).isPresent() ? 1 : 0;
  }

  /**
   * Writes what is in memory to disk, and sends what Kafka takes at once. Waits; not for event
   * loops.
   */
  public void close() throws IOException, InterruptedException {
    if (parts == null) {
      return;
    }
    parts.writer().close();
    if (parts.forwarder().isPresent()) {
      parts.forwarder().get().close();
    }
    if (parts.archive().isPresent()) {
      parts.archive().get().close();
    }
    parts.spool().close();
  }
}
