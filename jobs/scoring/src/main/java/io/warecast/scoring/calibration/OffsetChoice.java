package io.warecast.scoring.calibration;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.domain.model.IntervalOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Finds the offsets with which central intervals would have covered held-back days as often as they
 * claim, by demand class and week of the horizon.
 *
 * <p>The score of a day is how far it lay outside its interval (inside: negative) in shares of the
 * interval's width, and the offset the quantile of the scores at the interval's coverage.
 */
final class OffsetChoice {

  /** Days of a class and week below which the class's whole horizon, then all classes, speak. */
  private static final int FEWEST = 400;

  private final float[] levels;
  private final Damping damping;

  /**
   * A choice for quantiles of given levels.
   *
   * @param levels ascending, symmetric around a half
   * @param damping with which forecasts are aligned
   */
  OffsetChoice(float[] levels, Damping damping) {
    this.levels = levels.clone();
    this.damping = damping;
  }

  /** Offsets for every class, week and interval that there are days for. */
  List<IntervalOffset> choose(Collection<GroupedForecast> forecasts) {
    List<IntervalOffset> offsets = new ArrayList<>();
    for (int pair = 0; pair < levels.length / 2; pair++) {
      double coverage = (double) levels[levels.length - 1 - pair] - levels[pair];
      choose(scores(forecasts, pair), coverage, offsets);
    }
    return offsets;
  }

  private static void choose(Scores scores, double coverage, List<IntervalOffset> offsets) {
    Values ofAll = scores.ofAll();
    if (ofAll.size() == 0) {
      return;
    }
    for (DemandClass demandClass : DemandClass.values()) {
      Values ofClass = scores.of(demandClass);
      Values fallback = ofClass.size() >= FEWEST ? ofClass : ofAll;
      for (int stretch = 0; stretch < StepStretches.COUNT; stretch++) {
        Values own = scores.of(demandClass, stretch);
        Values used = own.size() >= FEWEST ? own : fallback;
        offsets.add(
            new IntervalOffset(
                demandClass, StepStretches.fromStep(stretch), coverage, used.quantile(coverage)));
      }
    }
  }

  private Scores scores(Collection<GroupedForecast> forecasts, int pair) {
    Scores scores = new Scores();
    int last = levels.length - 1;
    for (GroupedForecast grouped : forecasts) {
      HeldBackForecast each = grouped.made();
      float[][] quantiles = each.quantiles();
      for (int step = 0; step < each.steps(); step++) {
        float actual = each.actual()[step];
        if (Float.isNaN(actual)) {
          continue;
        }
        float factor = (float) grouped.factor(step + 1, damping.at(step + 1));
        float width = ConformalOffsets.width(quantiles[0][step], quantiles[last][step]);
        float outside =
            outside(actual / factor, quantiles[pair][step], quantiles[last - pair][step]);
        scores.add(each.demandClass(), step + 1, outside / width);
      }
    }
    return scores;
  }

  /**
   * Units that a day lay outside its interval, negative inside. An upper bound below zero is served
   * as zero, so a day without demand is never above it: with rare items, whose bounds lie around
   * zero, intervals would otherwise cover more than they claim.
   */
  private static float outside(float actual, float lower, float upper) {
    float below = lower - actual;
    return actual == 0 ? below : Math.max(below, actual - upper);
  }

  /** Scores by class and week. */
  private static final class Scores {
    private final Values[][] values = new Values[DemandClass.values().length][StepStretches.COUNT];

    Scores() {
      for (Values[] row : values) {
        Arrays.setAll(row, i -> new Values());
      }
    }

    @SuppressWarnings("EnumOrdinal") // the place in an array
    void add(DemandClass demandClass, int step, float score) {
      values[demandClass.ordinal()][StepStretches.of(step)].add(score);
    }

    @SuppressWarnings("EnumOrdinal") // the place in an array
    Values of(DemandClass demandClass, int stretch) {
      return values[demandClass.ordinal()][stretch];
    }

    @SuppressWarnings("EnumOrdinal") // the place in an array
    Values of(DemandClass demandClass) {
      return Values.union(values[demandClass.ordinal()]);
    }

    Values ofAll() {
      return Values.union(Arrays.stream(values).flatMap(Arrays::stream).toArray(Values[]::new));
    }
  }
}
