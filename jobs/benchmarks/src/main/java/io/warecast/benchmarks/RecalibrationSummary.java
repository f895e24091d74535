package io.warecast.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How long coverage takes to come back after a shift, and what it is from then on. */
final class RecalibrationSummary {

  /** Points of coverage that are close enough to what an interval claims. */
  static final double CLOSE = .03;

  /** Days within which coverage is to be back. */
  static final int ALLOWED_DAYS = 14;

  /** One day of one warehouse says too little: the mean of so many days is looked at. */
  static final int WINDOW = 7;

  private final List<DayCoverage> days;
  private final int last;

  private RecalibrationSummary(List<DayCoverage> days, int after) {
    this.days = days;
    this.last = after;
  }

  static BenchReport of(List<DayCoverage> days, String setting, int after) {
    return new RecalibrationSummary(days, after).report(setting);
  }

  private BenchReport report(String setting) {
    List<Measured> figures = new ArrayList<>();
    List<Ratio> ratios = new ArrayList<>();
    for (int lead : new int[] {1, 7}) {
      for (boolean isRecalibrated : new boolean[] {false, true}) {
        String suffix = "_lead_%d_%s".formatted(lead, isRecalibrated ? "with" : "without");
        List<DayCoverage> own = of(lead, isRecalibrated);
        add("coverage_95", suffix, own, .95, DayCoverage::coverage95, figures);
        add("coverage_50", suffix, own, .50, DayCoverage::coverage50, figures);
        if (isRecalibrated) {
          ratios.add(ratio("allowed_to_taken_95", lead, back(own, .95, DayCoverage::coverage95)));
          ratios.add(ratio("allowed_to_taken_50", lead, back(own, .50, DayCoverage::coverage50)));
        }
      }
    }
    return new BenchReport("recalibration", setting, figures, ratios);
  }

  private List<DayCoverage> of(int lead, boolean isRecalibrated) {
    return days.stream()
        .filter(
            day -> day.isShifted() && day.lead() == lead && day.isRecalibrated() == isRecalibrated)
        .toList();
  }

  private void add(
      String name,
      String suffix,
      List<DayCoverage> own,
      double nominal,
      ToDoubleFunction<DayCoverage> coverage,
      List<Measured> figures) {
    figure(name + "_before" + suffix, "percent", 100 * mean(own, -14, -1, coverage), figures);
    figure(name + "_days_0_to_6" + suffix, "percent", 100 * mean(own, 0, 6, coverage), figures);
    figure(name + "_days_7_to_13" + suffix, "percent", 100 * mean(own, 7, 13, coverage), figures);
    figure(name + "_days_14_to_27" + suffix, "percent", 100 * mean(own, 14, 27, coverage), figures);
    figure(name + "_back_after" + suffix, "days", back(own, nominal, coverage), figures);
  }

  private static void figure(String name, String unit, double value, List<Measured> figures) {
    figures.add(new Measured(name, unit, new double[] {value}));
  }

  private static Ratio ratio(String name, int lead, int taken) {
    double ratio = (double) ALLOWED_DAYS / taken;
    return new Ratio(new Measured(name + "_lead_" + lead, "", new double[] {ratio}), 1);
  }

  /**
   * The day of more demand, the first is 1, from which on the mean of a week is close to what the
   * interval claims, and stays so for a second week; the last there is when it never is.
   */
  private int back(List<DayCoverage> own, double nominal, ToDoubleFunction<DayCoverage> coverage) {
    for (int day = 0; day + 2 * WINDOW <= last; day++) {
      boolean isBack = true;
      for (int from = day; from <= day + WINDOW; from++) {
        isBack &= Math.abs(mean(own, from, from + WINDOW - 1, coverage) - nominal) <= CLOSE;
      }
      if (isBack) {
        return day + 1;
      }
    }
    return last;
  }

  private static double mean(
      List<DayCoverage> own, int from, int to, ToDoubleFunction<DayCoverage> value) {
    return own.stream()
        .filter(day -> day.daysSinceShift() >= from && day.daysSinceShift() <= to)
        .mapToDouble(value)
        .average()
        .orElse(0);
  }
}
