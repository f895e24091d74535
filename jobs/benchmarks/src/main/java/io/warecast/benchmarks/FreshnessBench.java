package io.warecast.benchmarks;

import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * {@code bench freshness}: the time from writing an order to Kafka until Redis serves the forecast
 * that it moves, beside a steady load.
 */
public final class FreshnessBench {

  private static final int PROBES_PER_SECOND = 20;
  private static final double LARGE = 500;

  private final LiveLoad load;
  private final ServedGenerations served;
  private final Queue<Probe> sent = new ConcurrentLinkedQueue<>();
  private final List<Probe> open = new ArrayList<>();

  private FreshnessBench(LiveLoad load, ServedGenerations served) {
    this.load = load;
    this.served = served;
  }

  /**
   * Measures on empty servers.
   *
   * @param notes is told what is being done
   */
  public static BenchReport run(LivePlan plan, BenchServers servers, Consumer<String> notes)
      throws Exception {
    try (LiveLoad load = LiveLoad.start(plan, servers, notes);
        ServedGenerations served = new ServedGenerations(servers.targets().redis())) {
      Latencies found = new FreshnessBench(load, served).measure(plan);
      return new BenchReport(
          "freshness",
          "%,d orders/s over %,d series, %d probes/s"
              .formatted(plan.ordersPerSecond(), plan.series(), PROBES_PER_SECOND),
          found.figures(),
          List.of(found.allowed(50, 150), found.allowed(99, 1_000)));
    }
  }

  private Latencies measure(LivePlan plan) throws Exception {
    Latencies warm = new Latencies();
    Latencies found = new Latencies();
    long counted = System.nanoTime() + plan.warmUp().toNanos();
    long end = counted + plan.measured().toNanos();
    try (Paced probes = new Paced("bench-probes", PROBES_PER_SECOND, this::send)) {
      while (System.nanoTime() < end) {
        poll(counted, warm, found);
      }
    }
    Waiting.until(
        "every probe is served",
        1,
        () -> {
          poll(counted, warm, found);
          return open.isEmpty() && sent.isEmpty();
        });
    return found;
  }

  private void send(long number) {
    SeriesKey key = load.probe(number);
    long start = System.nanoTime();
    sent.add(new Probe(key, load.order(key, LARGE), start));
  }

  private void poll(long counted, Latencies warm, Latencies found) throws InterruptedException {
    for (Probe probe = sent.poll(); probe != null; probe = sent.poll()) {
      open.add(probe);
    }
    if (!open.isEmpty()) {
      long[] asOf = served.asOf(open.stream().map(Probe::key).toList());
      for (int i = asOf.length - 1; i >= 0; i--) {
        if (asOf[i] >= open.get(i).orderedAt()) {
          Probe done = open.remove(i);
          (done.start() < counted ? warm : found).since(done.start());
        }
      }
    }
    Thread.sleep(1);
  }

  private record Probe(SeriesKey key, long orderedAt, long start) {}
}
