package io.warecast.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.warecast.domain.ActionableException;
import io.warecast.gateway.audit.AuditHandler;
import io.warecast.gateway.audit.AuditLog;
import io.warecast.gateway.call.CallHandler;
import io.warecast.gateway.http.SecurityHeadersHandler;
import io.warecast.gateway.limit.Buckets;
import io.warecast.gateway.limit.RateLimitHandler;
import io.warecast.gateway.limit.RateLimiter;
import io.warecast.gateway.metrics.GatewayMetrics;
import io.warecast.gateway.metrics.ManagementServer;
import io.warecast.gateway.metrics.MetricsHandler;
import io.warecast.gateway.security.AuthenticationHandler;
import io.warecast.gateway.security.TokenVerifier;
import java.io.IOException;
import java.util.Optional;

/**
 * What stands before every route, in order: ids of the call, metrics, headers for browsers, audit,
 * token, rate limit. One for all event loops.
 */
final class Guards {

  private final GuardConfig config;
  private final TokenVerifier tokens;
  private final Buckets buckets;
  private final GatewayMetrics metrics;
  private final AuditLog audit;
  private final Optional<HttpServer> management;

  private Guards(
      GuardConfig config,
      TokenVerifier tokens,
      GatewayMetrics metrics,
      AuditLog audit,
      Optional<HttpServer> management) {
    this.config = config;
    this.tokens = tokens;
    this.buckets = Buckets.create(config.limits());
    this.metrics = metrics;
    this.audit = audit;
    this.management = management;
  }

  /**
   * Opens files and listens for metrics; on the starting thread, since files may make it wait.
   *
   * @return fails with an {@link ActionableException} when something cannot be used
   */
  static Future<Guards> open(Vertx vertx, GatewayConfig config) {
    GuardConfig guards = config.guards();
    GatewayMetrics metrics = GatewayMetrics.create();
    AuditLog audit;
    try {
      audit = AuditLog.open(guards.audit());
    } catch (ActionableException e) {
      return Future.failedFuture(e);
    }
    register(metrics, audit);
    return TokenVerifier.open(vertx, config.tokens())
        .compose(
            tokens ->
                listen(vertx, guards, metrics)
                    .map(server -> new Guards(guards, tokens, metrics, audit, server)))
        .onFailure(e -> closeQuietly(audit));
  }

  private static Future<Optional<HttpServer>> listen(
      Vertx vertx, GuardConfig config, GatewayMetrics metrics) {
    return config.management().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : ManagementServer.start(vertx, config.management().get(), metrics).map(Optional::of);
  }

  private static void register(GatewayMetrics metrics, AuditLog audit) {
    metrics.counter(
        "audit.events", "Calls that were noted for the audit.", audit, AuditLog::events);
    metrics.counter(
        "audit.refused.calls", "Calls refused for want of an audit.", audit, AuditLog::refused);
    metrics.counter("audit.forwarded", "Events that Kafka has taken.", audit, AuditLog::forwarded);
    metrics.counter(
        "audit.archived",
        "Events brought to PostgreSQL by this gateway.",
        audit,
        AuditLog::archived);
    metrics.gauge(
        "audit.memory.events", "Events that wait for the disk.", "", audit, AuditLog::inMemory);
    metrics.gauge(
        "audit.spool", "What waits on disk for Kafka.", "bytes", audit, AuditLog::spooledBytes);
    metrics.gauge(
        "audit.kafka.up", "1 while Kafka takes the audit.", "", audit, AuditLog::kafkaAnswers);
  }

  GatewayMetrics metrics() {
    return metrics;
  }

  Buckets buckets() {
    return buckets;
  }

  /** The port of the metrics; 0 when they are not served. */
  int managementPort() {
    return management.map(HttpServer::actualPort).orElse(0);
  }

  /** Puts what every request passes before all routes of a router. */
  void receive(Router router) {
    router
        .route()
        .handler(CallHandler.create())
        .handler(MetricsHandler.create(metrics))
        .handler(SecurityHeadersHandler.create(config.tls().isPresent()));
  }

  /**
   * Guards every path below one: calls are audited, and pass with a token and within their limit.
   */
  void protect(Router router, String paths, RateLimiter limiter) {
    router
        .route(paths)
        .handler(AuditHandler.create(audit))
        .handler(AuthenticationHandler.create(tokens))
        .handler(RateLimitHandler.create(limiter, config.limits()));
  }

  /** Brings the audit to disk; waits, so not for event loops. */
  void close() {
    closeQuietly(audit);
    metrics.close();
  }

  private static void closeQuietly(AuditLog audit) {
    try {
      audit.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the spool of the audit could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
