package io.warecast.gateway;

import io.warecast.gateway.audit.AuditConfig;
import io.warecast.gateway.limit.LimitConfig;
import io.warecast.gateway.metrics.ManagementConfig;
import io.warecast.gateway.tls.TlsConfig;
import java.util.Optional;

/**
 * What stands before every route.
 *
 * @param tls the server's certificate; without one it speaks plain HTTP
 * @param audit where calls are noted; without, they are not
 * @param management where metrics are served; without, they are not
 */
public record GuardConfig(
    LimitConfig limits,
    Optional<TlsConfig> tls,
    Optional<AuditConfig> audit,
    Optional<ManagementConfig> management) {

  /** The usual limits, plain HTTP, no audit, no metrics. */
  public static final GuardConfig STANDARD =
      new GuardConfig(LimitConfig.STANDARD, Optional.empty(), Optional.empty(), Optional.empty());

  public GuardConfig withLimits(LimitConfig other) {
    return new GuardConfig(other, tls, audit, management);
  }

  public GuardConfig withTls(TlsConfig other) {
    return new GuardConfig(limits, Optional.of(other), audit, management);
  }

  public GuardConfig withAudit(AuditConfig other) {
    return new GuardConfig(limits, tls, Optional.of(other), management);
  }

  public GuardConfig withManagement(ManagementConfig other) {
    return new GuardConfig(limits, tls, audit, Optional.of(other));
  }
}
