package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.domain.KafkaTopic;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.audit.AuditConfig;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Limits;
import io.warecast.gateway.limit.LimitConfig;
import io.warecast.gateway.metrics.ManagementConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A gateway before real stores that can be stopped and started, with an audit of every call. The
 * series {@code seen} and {@code stored} have forecasts in Redis and PostgreSQL.
 */
final class ChaosWorld implements AutoCloseable {

  static final String SEEN = "{\"warehouse_id\": \"hamburg\", \"item_id\": \"seen\"}";
  static final String STORED = "{\"warehouse_id\": \"hamburg\", \"item_id\": \"stored\"}";
  static final Duration SOON = Duration.ofSeconds(60);

  final RedisFixture redis = RedisFixture.start();
  final PostgresFixture postgres = PostgresFixture.start();
  final DelayingProxy proxy = DelayingProxy.to(redis.port());
  final GatewayFixture gateway;
  private final KafkaFixture kafka;
  private final String caller = "chaos-" + UUID.randomUUID();
  private final List<Load> loads = new ArrayList<>();

  /**
   * The gateway's.
   *
   * @param makes whether it has forecasts made through Kafka, beside auditing
   */
  ChaosWorld(KafkaFixture kafka, Path spool, boolean makes) {
    this.kafka = kafka;
    postgres.run("daily-1", "daily", Forecasts.ORIGIN, "published");
    for (String item : List.of("seen", "stored")) {
      redis.store(Forecasts.of("hamburg", item));
      postgres.store("daily-1", Forecasts.of("hamburg", item));
    }
    GatewayConfig usual = GatewayFixture.config(proxy.port());
    gateway =
        GatewayFixture.start(
            new GatewayConfig(
                    usual.http(),
                    usual.redis(),
                    usual.tokens(),
                    GuardConfig.STANDARD
                        .withLimits(LimitConfig.STANDARD.withRequestsPerMinute(100_000_000))
                        .withManagement(ManagementConfig.ofPort(0))
                        .withAudit(
                            AuditConfig.of(spool, kafka.bootstrap())
                                .withArchive(
                                    new AuditConfig.Archive(postgres.jdbcUrl(), "postgres", ""))))
                .withBackends(
                    new BackendsConfig(
                        Optional.of(postgres.config()),
                        makes ? Optional.of(kafka.bootstrap()) : Optional.empty(),
                        Optional.empty(),
                        new Limits(2_000, 10, 10, 5, Duration.ofMillis(500)),
                        BackendsConfig.STANDARD_CACHE_BYTES,
                        0)),
            GatewayFixture.tokenOf(caller, "*"));
  }

  /** So many callers of predict. */
  Load load(int callers, String body) {
    return load(Collections.nCopies(callers, body));
  }

  /** One caller a body. */
  Load load(List<String> bodies) {
    Load load = Load.start(gateway, bodies);
    loads.add(load);
    return load;
  }

  void awaitSource(String body, String... sources) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Answer answer = gateway.post(body);
              assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
              assertThat(answer.text("served_from")).isIn((Object[]) sources);
            });
  }

  /** In the topic and in PostgreSQL there is one entry a call: none is missing, none is twice. */
  void assertEveryCallIsOnRecord() {
    long calls = gateway.calls() + loads.stream().mapToLong(Load::calls).sum();
    String rows = "SELECT count(*) FROM audit_log WHERE subject = '" + caller + "'";
    await().atMost(SOON).untilAsserted(() -> assertThat(postgres.number(rows)).isEqualTo(calls));
    assertThat(
            kafka.values(KafkaTopic.AUDIT).stream()
                .filter(event -> event.contains("\"subject\":\"" + caller + "\""))
                .count())
        .isEqualTo(calls);
  }

  @Override
  public void close() {
    loads.forEach(Load::stop);
    gateway.close();
    proxy.close();
    redis.close();
    postgres.close();
  }
}
