package io.warecast.gateway.audit;

import io.warecast.domain.ActionableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the audit goes.
 *
 * @param spool folder of this gateway alone, on a disk that outlives the process
 * @param maxSpoolBytes most that may wait there for Kafka, 16 MiB to 1 TiB; beyond it calls are
 *     refused, since they could not be audited
 * @param syncInterval between two calls of fsync, 0 for one after each write; at most 1 minute
 * @param kafka bootstrap servers; without, everything stays in the spool
 * @param kafkaProperties further settings of Kafka's clients
 * @param archive PostgreSQL, which is filled from the topic; without, another gateway does that
 */
public record AuditConfig(
    Path spool,
    long maxSpoolBytes,
    Duration syncInterval,
    Optional<String> kafka,
    Map<String, String> kafkaProperties,
    Optional<Archive> archive) {

  public static final long STANDARD_SPOOL_BYTES = 4L << 30;
  public static final Duration STANDARD_SYNC_INTERVAL = Duration.ofSeconds(1);

  /** PostgreSQL by its JDBC address. */
  public record Archive(String jdbcUrl, String user, String password) {

    public Archive {
      if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
        throw new ActionableException(
            "audit.archive is %s; it takes jdbc:postgresql://HOST:PORT/DATABASE"
                .formatted(jdbcUrl));
      }
    }

    /** Leaves the password out, so that no log can hold it. */
    @Override
    public String toString() {
      return user + " at " + jdbcUrl;
    }
  }

  public AuditConfig {
    kafkaProperties = Map.copyOf(kafkaProperties);
    if (maxSpoolBytes < 16 << 20 || maxSpoolBytes > 1L << 40) {
      throw new ActionableException(
          "audit.max-spool-bytes is %d; it takes %d to %d"
              .formatted(maxSpoolBytes, 16 << 20, 1L << 40));
    }
    if (syncInterval.isNegative() || syncInterval.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new ActionableException(
          "audit.sync-interval is %d ms; it takes 0 to 60000".formatted(syncInterval.toMillis()));
    }
    if (archive.isPresent() && kafka.isEmpty()) {
      throw new ActionableException("audit.archive is filled from Kafka; give audit.kafka too");
    }
  }

  /** A spool with the usual bounds that goes to Kafka. */
  public static AuditConfig of(Path spool, String kafka) {
    return new AuditConfig(
        spool,
        STANDARD_SPOOL_BYTES,
        STANDARD_SYNC_INTERVAL,
        Optional.of(kafka),
        Map.of(),
        Optional.empty());
  }

  /** The same, and from Kafka to PostgreSQL. */
  public AuditConfig withArchive(Archive archive) {
    return new AuditConfig(
        spool, maxSpoolBytes, syncInterval, kafka, kafkaProperties, Optional.of(archive));
  }
}
