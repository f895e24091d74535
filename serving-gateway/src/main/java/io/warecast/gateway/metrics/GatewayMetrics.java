package io.warecast.gateway.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** All meters of a gateway, in Prometheus' form. One for all event loops. */
public final class GatewayMetrics {

  /** 180 ms is what the product promises. */
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(180),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(10)
  };

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final ServingMetrics serving = new ServingMetrics(registry);

  private record Kind(String method, String route, int status, String source) {}

  private GatewayMetrics() {}

  public static GatewayMetrics create() {
    GatewayMetrics metrics = new GatewayMetrics();
    new ClassLoaderMetrics().bindTo(metrics.registry);
    new JvmMemoryMetrics().bindTo(metrics.registry);
    new JvmThreadMetrics().bindTo(metrics.registry);
    new ProcessorMetrics().bindTo(metrics.registry);
    new UptimeMetrics().bindTo(metrics.registry);
    new FileDescriptorMetrics().bindTo(metrics.registry);
    metrics.garbage.bindTo(metrics.registry);
    return metrics;
  }

  /** Of forecasts that are served. */
  public ServingMetrics serving() {
    return serving;
  }

  /**
   * A value that is asked for whenever metrics are read, in a thread that serves nobody.
   *
   * @param unit such as bytes; empty for a plain number
   */
  public <T> void gauge(
      String name, String description, String unit, T source, ToDoubleFunction<T> value) {
    gauge(name, description, unit, Tags.empty(), source, value);
  }

  /** The same, one of several that tags tell apart. */
  public <T> void gauge(
      String name,
      String description,
      String unit,
      Tags tags,
      T source,
      ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value)
        .description(description)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  /** The same for what only grows. */
  public <T> void counter(String name, String description, T source, ToDoubleFunction<T> value) {
    counter(name, description, Tags.empty(), source, value);
  }

  /** The same, one of several that tags tell apart. */
  public <T> void counter(
      String name, String description, Tags tags, T source, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, source, value)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  void answered(String method, String route, int status, String source, long nanos) {
    Kind kind = new Kind(METHODS.contains(method) ? method : "OTHER", route, status, source);
    Timer timer = timers.get(kind);
    if (timer == null) {
      timer = timers.computeIfAbsent(kind, this::timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("http.server.requests")
        .description("From the head of a request to the head of its answer.")
        .tag("method", kind.method())
        .tag("route", kind.route())
        .tag("status", Integer.toString(kind.status()))
        .tag("served_from", kind.source())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** All meters in Prometheus' text form. */
  String text() {
    return registry.scrape();
  }

  public void close() {
    garbage.close();
    registry.close();
  }
}
