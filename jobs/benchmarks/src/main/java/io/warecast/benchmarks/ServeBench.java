package io.warecast.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * {@code bench serve}: answers a second from the cache against a bare server of the same framework
 * that returns a constant of the same size, and from Redis against Redis alone; and latencies at
 * half of the peak and at 15,000 requests a minute.
 */
public final class ServeBench {

  private static final int CONNECTIONS = 50;
  private static final double MINUTE_RATE = 15_000 / 60.0;
  private static final double CACHE_TARGET = 0.6;
  private static final double REDIS_TARGET = 0.4;
  private static final double P99_MILLIS = 5;

  private final ServePlan plan;
  private final Targets targets;
  private final Consumer<String> notes;

  /**
   * What is measured; all on this machine.
   *
   * @param cached port of a gateway with its cache
   * @param uncached port of a gateway whose cache holds nothing
   * @param bare port of a server that answers POST with a constant
   * @param token opens every warehouse
   * @param series whose forecasts are in Redis
   * @param startMillis from the start of the gateway's process until it was ready
   * @param memoryBytes resident memory of the gateway's process
   */
  public record Targets(
      int cached,
      int uncached,
      int bare,
      int redis,
      String token,
      ServeSeries series,
      double startMillis,
      LongSupplier memoryBytes) {}

  private ServeBench(ServePlan plan, Targets targets, Consumer<String> notes) {
    this.plan = plan;
    this.targets = targets;
    this.notes = notes;
  }

  /**
   * Measures running servers.
   *
   * @param notes is told what is being done
   */
  public static BenchReport run(ServePlan plan, Targets targets, Consumer<String> notes)
      throws IOException {
    return new ServeBench(plan, targets, notes).run();
  }

  private BenchReport run() throws IOException {
    ServePeaks peaks = new ServePeaks(CONNECTIONS);
    List<byte[]> predict = targets.series().predicts(targets.token());
    notes.accept("warming up; " + peaks.describe());
    for (int port : new int[] {targets.bare(), targets.cached(), targets.uncached()}) {
      peaks.http(port, predict, plan.warmUp());
    }
    Measured bare = measured("bare_server");
    Measured cached = measured("cache_hits");
    Measured uncached = measured("redis_hits");
    Measured redis = measured("bare_redis_get");
    for (int i = 0; i < plan.repetitions(); i++) {
      notes.accept("repetition " + (i + 1) + " of " + plan.repetitions());
      bare.values()[i] = peaks.http(targets.bare(), predict, plan.each());
      cached.values()[i] = peaks.http(targets.cached(), predict, plan.each());
      uncached.values()[i] = peaks.http(targets.uncached(), predict, plan.each());
      redis.values()[i] = peaks.redis(targets.redis(), targets.series(), plan.each());
    }
    notes.accept("half of the peak for " + plan.soak().toSeconds() + " s");
    double half = cached.median() / 2;
    long before = targets.memoryBytes().getAsLong();
    WireLoad.Result soak = WireLoad.http(targets.cached(), CONNECTIONS, predict, plan.soak(), half);
    long after = targets.memoryBytes().getAsLong();
    notes.accept("15,000 requests a minute");
    WireLoad.Result minute =
        WireLoad.http(targets.cached(), CONNECTIONS, predict, plan.minute(), MINUTE_RATE);
    return new BenchReport(
        "serve",
        "%d connections, one request at a time on each; token, rate limit and audit on; %s, at a rate by a Java thread that rests between requests; all on this machine"
            .formatted(CONNECTIONS, peaks.describe()),
        List.of(
            bare,
            cached,
            uncached,
            redis,
            one("half_peak", "answers_per_s", soak.perSecond()),
            one("half_peak_p50", "ms", soak.millis(50)),
            one("half_peak_p99", "ms", soak.millis(99)),
            one("half_peak_p999", "ms", soak.millis(99.9)),
            one("half_peak_errors", "answers", (double) soak.errors()),
            one("minute_15000_p99", "ms", minute.millis(99)),
            one("minute_15000_errors", "answers", (double) minute.errors()),
            one("memory_before_soak", "mb", before / 1e6),
            one("memory_after_soak", "mb", after / 1e6),
            one("start_to_ready", "ms", targets.startMillis())),
        List.of(
            Ratio.of("cache_hits_to_bare_server", cached, bare, CACHE_TARGET),
            Ratio.of("redis_hits_to_bare_redis", uncached, redis, REDIS_TARGET),
            new Ratio(
                one("half_peak_p99_allowed", "", P99_MILLIS / Math.max(0.001, soak.millis(99))),
                1)));
  }

  private Measured measured(String name) {
    return new Measured(name, "answers_per_s", new double[plan.repetitions()]);
  }

  private static Measured one(String name, String unit, double value) {
    return new Measured(name, unit, new double[] {value});
  }
}
