package io.warecast.gateway;

import io.warecast.domain.ActionableException;
import io.warecast.gateway.audit.AuditConfig;
import io.warecast.gateway.limit.LimitConfig;
import io.warecast.gateway.metrics.ManagementConfig;
import io.warecast.gateway.tls.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of what stands before every route. */
final class GuardOptions {

  @Option(
      names = "--requests-per-minute",
      defaultValue = "${env:WARECAST_REQUESTS_PER_MINUTE:-60000}",
      description = "Limit of one caller over all gateways (WARECAST_REQUESTS_PER_MINUTE).")
  private int requestsPerMinute;

  @Option(
      names = "--max-header-bytes",
      defaultValue = "${env:WARECAST_HTTP_MAX_HEADER_BYTES:-16384}",
      description = "Longest headers, all together (WARECAST_HTTP_MAX_HEADER_BYTES).")
  private int maxHeaderBytes;

  @Option(
      names = "--max-uri-bytes",
      defaultValue = "${env:WARECAST_HTTP_MAX_URI_BYTES:-4096}",
      description = "Longest request line (WARECAST_HTTP_MAX_URI_BYTES).")
  private int maxUriBytes;

  @Option(
      names = "--max-batch",
      defaultValue = "${env:WARECAST_MAX_BATCH:-500}",
      description = "Most series in one request (WARECAST_MAX_BATCH).")
  private int maxBatch;

  @Option(
      names = "--tls-certificate-file",
      defaultValue = "${env:WARECAST_TLS_CERTIFICATE_FILE:-}",
      description =
          "PEM of the server's certificates; turns TLS on (WARECAST_TLS_CERTIFICATE_FILE).")
  private String certificateFile = "";

  @Option(
      names = "--tls-key-file",
      defaultValue = "${env:WARECAST_TLS_KEY_FILE:-}",
      description = "PEM of its private key, PKCS#8 (WARECAST_TLS_KEY_FILE).")
  private String keyFile = "";

  @Option(
      names = "--metrics-host",
      defaultValue = "${env:WARECAST_METRICS_HOST:-127.0.0.1}",
      description = "Address that serves /metrics, without tokens (WARECAST_METRICS_HOST).")
  private String metricsHost = "";

  @Option(
      names = "--metrics-port",
      defaultValue = "${env:WARECAST_METRICS_PORT:-" + ManagementConfig.DEFAULT_PORT + "}",
      description = "Port of /metrics, 0 for a free one, -1 for none (WARECAST_METRICS_PORT).")
  private int metricsPort;

  @Option(
      names = "--audit-spool",
      defaultValue = "${env:WARECAST_AUDIT_SPOOL:-}",
      description =
          "Folder of this gateway alone that audits pass; turns them on (WARECAST_AUDIT_SPOOL).")
  private String auditSpool = "";

  @Option(
      names = "--audit-spool-mb",
      defaultValue = "${env:WARECAST_AUDIT_SPOOL_MB:-4096}",
      description =
          "Most that may wait there for Kafka; then calls are refused (WARECAST_AUDIT_SPOOL_MB).")
  private long auditSpoolMebibytes;

  @Option(
      names = "--audit-sync-ms",
      defaultValue = "${env:WARECAST_AUDIT_SYNC_MS:-1000}",
      description =
          "Time between two syncs of the spool, 0 for each write (WARECAST_AUDIT_SYNC_MS).")
  private long auditSyncMs;

  @Option(
      names = "--audit-kafka",
      defaultValue = "${env:WARECAST_AUDIT_KAFKA:-}",
      description = "HOST:PORT,... of the Kafka that takes the audit (WARECAST_AUDIT_KAFKA).")
  private String auditKafka = "";

  @Option(
      names = "--audit-kafka-property",
      paramLabel = "KEY=VALUE",
      description =
          "Further setting of its clients, such as security.protocol=SSL; may be repeated.")
  private Map<String, String> auditKafkaProperties = Map.of();

  @Option(
      names = "--audit-archive-url",
      defaultValue = "${env:WARECAST_AUDIT_ARCHIVE_URL:-}",
      description =
          "jdbc:postgresql://... of the database with audit_log (WARECAST_AUDIT_ARCHIVE_URL).")
  private String archiveUrl = "";

  @Option(
      names = "--audit-archive-user",
      defaultValue = "${env:WARECAST_AUDIT_ARCHIVE_USER:-warecast}",
      description = "User of it; the password is WARECAST_AUDIT_ARCHIVE_PASSWORD, never an option.")
  private String archiveUser = "";

  GuardConfig config(Map<String, String> environment) {
    return new GuardConfig(
        new LimitConfig(requestsPerMinute, maxHeaderBytes, maxUriBytes, maxBatch),
        tls(),
        audit(environment),
        metricsPort == -1
            ? Optional.empty()
            : Optional.of(new ManagementConfig(metricsHost, metricsPort)));
  }

  private Optional<AuditConfig> audit(Map<String, String> environment) {
    if (auditSpool.isEmpty()) {
      if (!auditKafka.isEmpty() || !archiveUrl.isEmpty()) {
        throw new ActionableException(
            "audit.spool is empty; --audit-kafka and --audit-archive-url take --audit-spool DIR");
      }
      return Optional.empty();
    }
    String password = environment.getOrDefault("WARECAST_AUDIT_ARCHIVE_PASSWORD", "");
    return Optional.of(
        new AuditConfig(
            Path.of(auditSpool),
            auditSpoolMebibytes << 20,
            Duration.ofMillis(auditSyncMs),
            Optional.of(auditKafka).filter(text -> !text.isEmpty()),
            auditKafkaProperties,
            archiveUrl.isEmpty()
                ? Optional.empty()
                : Optional.of(new AuditConfig.Archive(archiveUrl, archiveUser, password))));
  }

  private Optional<TlsConfig> tls() {
    return certificateFile.isEmpty() && keyFile.isEmpty()
        ? Optional.empty()
        : Optional.of(new TlsConfig(certificateFile, keyFile));
  }
}
