package io.warecast.gateway;

import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of what stands behind the gateway beside Redis, and of how much it bears. */
final class BackendOptions {

  @Mixin private final PostgresOptions postgres = new PostgresOptions();

  @Option(
      names = "--kafka",
      defaultValue = "${env:WARECAST_KAFKA:-}",
      description =
          "Kafka, as host:port,...; without it nothing is forecast on demand (WARECAST_KAFKA).")
  private String kafka = "";

  @Option(
      names = "--models",
      defaultValue = "${env:WARECAST_MODELS:-}",
      description =
          "URI of the folder of all models; without it models are not served (WARECAST_MODELS).")
  private String models = "";

  @Option(
      names = "--cache-mb",
      defaultValue = "${env:WARECAST_CACHE_MB:-128}",
      description = "Most that the cache of forecasts may weigh (WARECAST_CACHE_MB).")
  private int cacheMb;

  @Option(
      names = "--warming",
      defaultValue = "${env:WARECAST_WARMING:-20000}",
      description = "Most forecasts read into the cache at the start (WARECAST_WARMING).")
  private int warming;

  @Option(
      names = "--requests-in-flight",
      defaultValue = "${env:WARECAST_REQUESTS_IN_FLIGHT:-2000}",
      description =
          "Requests under way on one event loop, above which it answers 503 (WARECAST_REQUESTS_IN_FLIGHT).")
  private int requestsInFlight;

  @Option(
      names = "--streams",
      defaultValue = "${env:WARECAST_STREAMS:-1000}",
      description = "Most open event streams (WARECAST_STREAMS).")
  private int streams;

  @Option(
      names = "--on-demand",
      defaultValue = "${env:WARECAST_ON_DEMAND:-256}",
      description = "Most forecasts that are made on demand at once (WARECAST_ON_DEMAND).")
  private int onDemand;

  @Option(
      names = "--breaker-failures",
      defaultValue = "${env:WARECAST_BREAKER_FAILURES:-5}",
      description =
          "Failures in 10 s, of the stream job in 30 s, after which it is left alone (WARECAST_BREAKER_FAILURES).")
  private int breakerFailures;

  @Option(
      names = "--breaker-reset-ms",
      defaultValue = "${env:WARECAST_BREAKER_RESET_MS:-30000}",
      description = "How long it is left alone (WARECAST_BREAKER_RESET_MS).")
  private long breakerResetMs;

  BackendsConfig config(Map<String, String> environment) {
    return new BackendsConfig(
        postgres.config(environment),
        Optional.of(kafka).filter(each -> !each.isEmpty()),
        Optional.of(models).filter(each -> !each.isEmpty()),
        new Limits(
            requestsInFlight,
            streams,
            onDemand,
            breakerFailures,
            Duration.ofMillis(breakerResetMs)),
        (long) cacheMb << 20,
        warming);
  }
}
