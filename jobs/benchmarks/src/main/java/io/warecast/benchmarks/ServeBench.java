package io.warecast.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

  private final ServePlan plan;
  private final Targets targets;
  private final Consumer<String> notes;

  /**
   * What is measured; all on this machine.
   *
   * @param cached port of a gateway with its cache
   * @param cachedProcess its process
   * @param uncached port of a gateway whose cache holds nothing
   * @param bare port of a server that answers POST with a constant
   * @param token opens every warehouse
   * @param series whose forecasts are in Redis
   * @param startMillis from the start of the gateway's process until it was ready
   */
  public record Targets(
      int cached,
      long cachedProcess,
      int uncached,
      int bare,
      int redis,
      String token,
      ServeSeries series,
      double startMillis) {}

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
    ServeSoak soak =
        ServeSoak.run(
            targets.cached(), CONNECTIONS, predict, plan.soak(), half, targets.cachedProcess());
    notes.accept("15,000 requests a minute");
    WireLoad.Result minute =
        WireLoad.http(targets.cached(), CONNECTIONS, predict, plan.minute(), MINUTE_RATE);
    return new BenchReport(
        "serve",
        "%d connections, one request at a time on each; token, rate limit and audit on; %s, at a rate by a Java thread that rests between requests; all on this machine"
            .formatted(CONNECTIONS, peaks.describe()),
        figures(List.of(bare, cached, uncached, redis), soak, minute),
        ratios(
            Ratio.of("cache_hits_to_bare_server", cached, bare, CACHE_TARGET),
            Ratio.of("redis_hits_to_bare_redis", uncached, redis, REDIS_TARGET),
            soak));
  }

  private List<Measured> figures(List<Measured> peaks, ServeSoak soak, WireLoad.Result minute) {
    List<Measured> figures = new ArrayList<>(peaks);
    figures.addAll(soak.figures());
    figures.add(Measured.once("minute_15000_p99", "ms", minute.millis(99)));
    figures.add(Measured.once("minute_15000_errors", "answers", (double) minute.errors()));
    figures.add(Measured.once("start_to_ready", "ms", targets.startMillis()));
    return figures;
  }

  private static List<Ratio> ratios(Ratio cached, Ratio uncached, ServeSoak soak) {
    List<Ratio> ratios = new ArrayList<>(List.of(cached, uncached));
    ratios.addAll(soak.ratios());
    return ratios;
  }

  private Measured measured(String name) {
    return new Measured(name, "answers_per_s", new double[plan.repetitions()]);
  }
}
