package io.warecast.benchmarks;

import java.util.List;
import org.HdrHistogram.SynchronizedHistogram;

/** Times from a beginning to its end. */
final class Latencies {

  private static final int DIGITS = 3;
  private static final double NANOS_A_MILLI = 1e6;

  private final SynchronizedHistogram nanos = new SynchronizedHistogram(DIGITS);

  /** Counts one that began at a {@link System#nanoTime} and ends now. */
  void since(long start) {
    nanos.recordValue(System.nanoTime() - start);
  }

  long count() {
    return nanos.getTotalCount();
  }

  Measured percentile(double percentile) {
    return millis("p%.0f".formatted(percentile), (double) nanos.getValueAtPercentile(percentile));
  }

  List<Measured> figures() {
    return List.of(
        percentile(50),
        percentile(95),
        percentile(99),
        millis("longest", (double) nanos.getMaxValue()),
        new Measured("measured", "count", new double[] {(double) count()}));
  }

  /** The time that is allowed as a multiple of the time that it takes: 1 is just good enough. */
  Ratio allowed(double percentile, double millis) {
    Measured found = percentile(percentile);
    Measured limit = new Measured("allowed", "ms", new double[] {millis});
    return Ratio.of("allowed_to_" + found.name(), limit, found, 1);
  }

  private static Measured millis(String name, double value) {
    return new Measured(name, "ms", new double[] {value / NANOS_A_MILLI});
  }
}
