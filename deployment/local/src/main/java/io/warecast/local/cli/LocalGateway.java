package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.gateway.Gateway;
import io.warecast.gateway.GatewayConfig;
import io.warecast.gateway.GuardConfig;
import io.warecast.gateway.audit.AuditConfig;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.PostgresConfig;
import io.warecast.gateway.forecast.RedisConfig;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.metrics.ManagementConfig;
import io.warecast.gateway.security.TokenConfig;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Postgres;
import io.warecast.local.server.Redis;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The gateway in this process, on loopback, with the secret of the home. As in production every
 * call is audited and its metrics are served.
 */
record LocalGateway(Gateway gateway) implements AutoCloseable {

  private static final int DRAIN_SECONDS = 30;

  /**
   * Starts it and waits until it listens; 0 is any free port.
   *
   * @throws ActionableException when a port or the audit's folder cannot be used
   */
  static LocalGateway start(LocalStack stack, int port, int metricsPort)
      throws InterruptedException {
    Redis redis = stack.redis();
    GatewayConfig config =
        new GatewayConfig(
            HttpConfig.ofPort(port),
            RedisConfig.of(redis.host(), redis.port()),
            TokenConfig.ofSecret(stack.jwtSecret()),
            GuardConfig.STANDARD
                .withAudit(audit(stack))
                .withManagement(ManagementConfig.ofPort(metricsPort)),
            backends(stack));
    try {
      return new LocalGateway(
          Gateway.start(config).toCompletionStage().toCompletableFuture().get());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ActionableException known
          ? known
          : new IllegalStateException(e);
    }
  }

  private static BackendsConfig backends(LocalStack stack) {
    Postgres postgres = stack.postgres();
    URI url = URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
    return BackendsConfig.NONE
        .withPostgres(
            PostgresConfig.of(
                url.getHost(),
                url.getPort(),
                url.getPath().substring(1),
                postgres.user(),
                postgres.password()))
        .withKafka(stack.kafkaBootstrap())
        .withModels(stack.home().models().toUri().toString());
  }

  private static AuditConfig audit(LocalStack stack) {
    Postgres postgres = stack.postgres();
    return AuditConfig.of(stack.home().auditSpool(), stack.kafkaBootstrap())
        .withArchive(
            new AuditConfig.Archive(postgres.jdbcUrl(), postgres.user(), postgres.password()));
  }

  int port() {
    return gateway.port();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int metricsPort() {
    return gateway.managementPort();
  }

  String metricsUrl() {
    return "http://127.0.0.1:" + metricsPort() + "/metrics";
  }

  @Override
  public void close() throws Exception {
    gateway.close().toCompletionStage().toCompletableFuture().get(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
