package io.warecast.pipeline.operator.monitoring;

import io.warecast.domain.accuracy.IntervalAccuracy;
import io.warecast.domain.accuracy.PinballLoss;
import io.warecast.domain.accuracy.PointAccuracy;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ObjDoubleConsumer;

/**
 * All measures of forecasts of one lead, added up over series and days.
 *
 * @param levels of the quantiles, ascending
 * @param pinball by level
 * @param intervals of the outermost two levels, then of those within
 */
public record LeadSums(
    float[] levels, PointAccuracy point, PinballLoss[] pinball, IntervalAccuracy[] intervals) {

  static LeadSums none(float[] levels) {
    PinballLoss[] pinball = new PinballLoss[levels.length];
    Arrays.setAll(pinball, q -> PinballLoss.none(decimal(levels[q])));
    IntervalAccuracy[] intervals = new IntervalAccuracy[levels.length / 2];
    Arrays.fill(intervals, IntervalAccuracy.NONE);
    return new LeadSums(levels, PointAccuracy.NONE, pinball, intervals);
  }

  /** Of one day of one series. */
  static LeadSums of(float[] levels, float units, float[] meanAndQuantiles) {
    LeadSums none = none(levels);
    PinballLoss[] pinball = new PinballLoss[levels.length];
    Arrays.setAll(pinball, q -> none.pinball[q].plus(units, meanAndQuantiles[1 + q]));
    IntervalAccuracy[] intervals = new IntervalAccuracy[levels.length / 2];
    Arrays.setAll(
        intervals,
        i ->
            IntervalAccuracy.NONE.plus(
                units, meanAndQuantiles[1 + i], meanAndQuantiles[levels.length - i]));
    return new LeadSums(
        levels, PointAccuracy.NONE.plus(units, meanAndQuantiles[0]), pinball, intervals);
  }

  /** With others. Where these have other levels, only the errors of the means add up. */
  public LeadSums plus(LeadSums other) {
    PointAccuracy both = point.plus(other.point);
    if (!Arrays.equals(levels, other.levels)) {
      LeadSums more = point.days() >= other.point.days() ? this : other;
      return new LeadSums(more.levels, both, more.pinball, more.intervals);
    }
    PinballLoss[] losses = new PinballLoss[pinball.length];
    Arrays.setAll(losses, q -> pinball[q].plus(other.pinball[q]));
    IntervalAccuracy[] covered = new IntervalAccuracy[intervals.length];
    Arrays.setAll(covered, i -> intervals[i].plus(other.intervals[i]));
    return new LeadSums(levels, both, losses, covered);
  }

  /** What takes these back when it is added. */
  LeadSums negated() {
    PinballLoss[] losses = new PinballLoss[pinball.length];
    Arrays.setAll(
        losses, q -> new PinballLoss(pinball[q].level(), -pinball[q].days(), -pinball[q].loss()));
    IntervalAccuracy[] covered = new IntervalAccuracy[intervals.length];
    Arrays.setAll(
        covered,
        i ->
            new IntervalAccuracy(
                -intervals[i].days(), -intervals[i].covered(), -intervals[i].width()));
    return new LeadSums(
        levels,
        new PointAccuracy(
            -point.days(),
            -point.units(),
            -point.error(),
            -point.absoluteError(),
            -point.squaredError()),
        losses,
        covered);
  }

  /** Gives out each measure by its name; those that are undefined are left out. */
  void measures(ObjDoubleConsumer<String> receiver) {
    give("days", (double) point.days(), receiver);
    give("units", point.units(), receiver);
    give("wape", point.wape(), receiver);
    give("bias", point.bias(), receiver);
    give(
        "pinball",
        Arrays.stream(pinball).mapToDouble(PinballLoss::mean).average().orElse(Double.NaN),
        receiver);
    for (int i = 0; i < intervals.length; i++) {
      String name = percent(nominal(i));
      give("coverage_" + name, intervals[i].coverage(), receiver);
      give("width_" + name, intervals[i].meanWidth(), receiver);
    }
  }

  /** What an interval claims to cover. */
  double nominal(int interval) {
    return decimal(levels[levels.length - 1 - interval] - levels[interval]);
  }

  private static void give(String name, double value, ObjDoubleConsumer<String> receiver) {
    if (Double.isFinite(value)) {
      receiver.accept(name, value);
    }
  }

  /** A level without the noise of a float. */
  private static double decimal(float level) {
    return Math.round(level * 1e5) / 1e5;
  }

  /** {@code 95} or {@code 97.5}. */
  static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * share);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
