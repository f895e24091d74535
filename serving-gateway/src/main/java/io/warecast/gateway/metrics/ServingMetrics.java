package io.warecast.gateway.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.DoubleStream;

/** Where forecasts were read from, and how old they were then. Of use on any event loop. */
public final class ServingMetrics {

  /** Around what callers ask for in {@code max_staleness_seconds}, and the days that jobs close. */
  private static final double[] SECONDS =
      DoubleStream.of(10, 60, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400, 129_600, 172_800)
          .toArray();

  private static final double MILLIS = Duration.ofSeconds(1).toMillis();

  private final MeterRegistry registry;
  private final InstantSource clock = InstantSource.system();
  private final ConcurrentMap<String, DistributionSummary> sources = new ConcurrentHashMap<>();

  ServingMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Notes a forecast that was read or made for a caller.
   *
   * @param source where it was read from, by its name in JSON
   * @param asOf last moment whose orders it knows, in epoch milliseconds
   */
  public void served(String source, long asOf) {
    DistributionSummary summary = sources.get(source);
    if (summary == null) {
      summary = sources.computeIfAbsent(source, this::summary);
    }
    summary.record(Math.max(0, clock.millis() - asOf) / MILLIS);
  }

  private DistributionSummary summary(String source) {
    return DistributionSummary.builder("forecast.staleness")
        .description("Age (since as_of) of the forecasts that were served.")
        .baseUnit("seconds")
        .tag("served_from", source)
        .serviceLevelObjectives(SECONDS)
        .register(registry);
  }
}
