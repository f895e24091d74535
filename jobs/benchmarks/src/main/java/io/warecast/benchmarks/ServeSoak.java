package io.warecast.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A rate that a server keeps up for minutes: its latencies, and its memory before, midway and
 * after. The load rests while memory is measured, so that no latency holds the collection that this
 * takes.
 */
final class ServeSoak {

  private static final double P99_MILLIS = 5;

  /**
   * Most that resident memory may come to, of what it was before. The heap is resident as a whole
   * from the start, see {@code serving-gateway/jvm.options}: what grows is outside it.
   */
  private static final double MEMORY_GROWTH = 1.05;

  /** The same of the heap's live objects, which are few: a tenth is less than 3 MB. */
  private static final double LIVE_HEAP_GROWTH = 1.1;

  private final WireLoad.Result load;
  private final ServerMemory before;
  private final ServerMemory midway;
  private final ServerMemory after;

  private ServeSoak(
      WireLoad.Result load, ServerMemory before, ServerMemory midway, ServerMemory after) {
    this.load = load;
    this.before = before;
    this.midway = midway;
    this.after = after;
  }

  /**
   * Asks a warm server for as long as told.
   *
   * @param process the server's
   */
  static ServeSoak run(
      int port,
      int connections,
      List<byte[]> requests,
      Duration time,
      double perSecond,
      long process)
      throws IOException {
    Duration half = time.dividedBy(2);
    ServerMemory before = ServerMemory.of(process);
    WireLoad.Result first = WireLoad.http(port, connections, requests, half, perSecond);
    ServerMemory midway = ServerMemory.of(process);
    WireLoad.Result second = WireLoad.http(port, connections, requests, half, perSecond);
    return new ServeSoak(first.plus(second), before, midway, ServerMemory.of(process));
  }

  List<Measured> figures() {
    List<Measured> figures = new ArrayList<>();
    figures.add(Measured.once("half_peak", "answers_per_s", load.perSecond()));
    figures.add(Measured.once("half_peak_p50", "ms", load.millis(50)));
    figures.add(Measured.once("half_peak_p99", "ms", load.millis(99)));
    figures.add(Measured.once("half_peak_p999", "ms", load.millis(99.9)));
    figures.add(Measured.once("half_peak_errors", "answers", (double) load.errors()));
    figures.addAll(memory("memory", ServerMemory::residentBytes));
    figures.addAll(memory("live_heap", ServerMemory::liveHeapBytes));
    return figures;
  }

  private List<Measured> memory(String name, ToLongFunction<ServerMemory> bytes) {
    return List.of(
        Measured.once(name + "_before_soak", "mb", bytes.applyAsLong(before) / 1e6),
        Measured.once(name + "_mid_soak", "mb", bytes.applyAsLong(midway) / 1e6),
        Measured.once(name + "_after_soak", "mb", bytes.applyAsLong(after) / 1e6));
  }

  List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    ratios.add(allowed("half_peak_p99", P99_MILLIS, Math.max(0.001, load.millis(99))));
    if (before.residentBytes() > 0) {
      ratios.add(growth("memory_growth", MEMORY_GROWTH, ServerMemory::residentBytes));
    }
    ratios.add(growth("live_heap_growth", LIVE_HEAP_GROWTH, ServerMemory::liveHeapBytes));
    return ratios;
  }

  private Ratio growth(String name, double most, ToLongFunction<ServerMemory> bytes) {
    long largest = Math.max(bytes.applyAsLong(midway), bytes.applyAsLong(after));
    return allowed(name, most, (double) largest / bytes.applyAsLong(before));
  }

  private static Ratio allowed(String name, double most, double measured) {
    return new Ratio(Measured.once(name + "_allowed", "", most / measured), 1);
  }
}
