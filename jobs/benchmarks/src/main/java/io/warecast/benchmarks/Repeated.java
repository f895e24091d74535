package io.warecast.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Measures the rates of several pieces of work in turns, so that whatever else the machine does
 * falls on all of them alike.
 */
final class Repeated {

  private static final double NANOS = 1e9;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String unit;
  private final int warmUps;
  private final int repetitions;
  private final Map<String, Rate> rates = new LinkedHashMap<>();

  /**
   * Nothing to measure yet.
   *
   * @param unit of all rates
   * @param warmUps turns of each work that are not counted
   */
  Repeated(String unit, int warmUps, int repetitions) {
    this.unit = unit;
    this.warmUps = warmUps;
    this.repetitions = repetitions;
  }

  /** Adds work that measures its own rate. */
  Repeated rate(String name, Rate rate) {
    rates.put(name, rate);
    return this;
  }

  /**
   * Adds work of this thread that is done over and over in each turn. Its rate is by the thread's
   * own processor time: that is the time of the clock, less what other processes take.
   *
   * @param sliceMillis a turn goes on for at least this long
   * @param pass does some of it and returns how much
   */
  Repeated work(String name, long sliceMillis, Pass pass) {
    return rate(name, () -> rate(pass, sliceMillis * 1_000_000));
  }

  /** What was measured, by the name of the work. */
  record Rates(Map<String, Measured> byName) {

    Measured of(String name) {
      return Objects.requireNonNull(byName.get(name), name);
    }
  }

  Rates measure() {
    for (int i = 0; i < warmUps; i++) {
      rates.values().forEach(rate -> taken(rate));
    }
    Map<String, List<Double>> found = new LinkedHashMap<>();
    for (int i = 0; i < repetitions; i++) {
      rates.forEach(
          (name, rate) -> found.computeIfAbsent(name, n -> new ArrayList<>()).add(taken(rate)));
    }
    Map<String, Measured> measured = new LinkedHashMap<>();
    found.forEach((name, values) -> measured.put(name, measured(name, values)));
    return new Rates(measured);
  }

  private Measured measured(String name, List<Double> values) {
    return new Measured(name, unit, values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double taken(Rate rate) {
    try {
      double taken = rate.take();
      if (taken > 0) {
        return taken;
      }
    } catch (Exception e) {
      throw new IllegalStateException("a turn failed", e);
    }
    throw new IllegalStateException("nothing was done in a turn");
  }

  /** A rate that is taken in each turn. */
  @FunctionalInterface
  interface Rate {
    double take() throws Exception;
  }

  /** Work that tells how many units it did. */
  @FunctionalInterface
  interface Pass {
    long run() throws Exception;
  }

  private static double rate(Pass pass, long sliceNanos) throws Exception {
    long done = 0;
    long start = THREADS.getCurrentThreadCpuTime();
    long end;
    do {
      done += pass.run();
      end = THREADS.getCurrentThreadCpuTime();
    } while (end - start < sliceNanos);
    return done * NANOS / (end - start);
  }
}
