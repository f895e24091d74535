package io.warecast.pipeline.operator;

import io.warecast.domain.accuracy.IntervalAccuracy;
import io.warecast.domain.accuracy.PinballLoss;
import io.warecast.domain.accuracy.PointAccuracy;
import io.warecast.domain.accuracy.SeriesScale;
import io.warecast.domain.accuracy.WeightedMean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/** All measures of one forecaster over some days of some series; grows in place. */
final class AccuracySums {

  private final float[] levels;
  private final PinballLoss[] pinball;

  /** From the widest: of the lowest and the highest level, and so on inwards. */
  private final IntervalAccuracy[] intervals;

  private PointAccuracy point = PointAccuracy.NONE;
  private WeightedMean rmsse = WeightedMean.NONE;
  private WeightedMean mase = WeightedMean.NONE;

  AccuracySums(float[] levels) {
    this.levels = levels;
    this.pinball = new PinballLoss[levels.length];
    Arrays.setAll(pinball, q -> PinballLoss.none(decimal(levels[q])));
    this.intervals = new IntervalAccuracy[levels.length / 2];
    Arrays.fill(intervals, IntervalAccuracy.NONE);
  }

  /** Adds a day of a series, by its index into the horizon. */
  void add(float actual, Prediction prediction, int index) {
    float[][] quantiles = prediction.quantiles();
    point = point.plus(actual, prediction.mean()[index]);
    for (int q = 0; q < pinball.length; q++) {
      pinball[q] = pinball[q].plus(actual, quantiles[q][index]);
    }
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] =
          intervals[i].plus(actual, quantiles[i][index], quantiles[levels.length - 1 - i][index]);
    }
  }

  /** Once all days of one series have been added: its errors by its own scale. */
  void scale(SeriesScale scale) {
    if (scale.isUsable() && point.days() > 0) {
      rmsse = rmsse.plus(scale.rmsse(point), 1);
      mase = mase.plus(scale.mase(point), 1);
    }
  }

  /** Adds up what others have; of the same levels. */
  void add(AccuracySums other) {
    point = point.plus(other.point);
    rmsse = rmsse.plus(other.rmsse);
    mase = mase.plus(other.mase);
    Arrays.setAll(pinball, q -> pinball[q].plus(other.pinball[q]));
    Arrays.setAll(intervals, i -> intervals[i].plus(other.intervals[i]));
  }

  AccuracySums ofSameLevels() {
    return new AccuracySums(levels);
  }

  double absoluteError() {
    return point.absoluteError();
  }

  /** Sum of the losses of all levels. */
  double pinballLoss() {
    return Arrays.stream(pinball).mapToDouble(PinballLoss::loss).sum();
  }

  /** Gives out each measure by its name; those that are undefined are left out. */
  void measures(ObjDoubleConsumer<String> receiver) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("days", (double) point.days());
    values.put("units", point.units());
    values.put("wape", point.wape());
    values.put("bias", point.bias());
    values.put("rmsse", rmsse.value());
    values.put("mase", mase.value());
    values.put(
        "pinball",
        Arrays.stream(pinball).mapToDouble(PinballLoss::mean).average().orElse(Double.NaN));
    for (PinballLoss loss : pinball) {
      values.put("pinball_" + loss.level(), loss.mean());
    }
    for (int i = 0; i < intervals.length; i++) {
      String name = percent(levels[levels.length - 1 - i] - levels[i]);
      values.put("coverage_" + name, intervals[i].coverage());
      values.put("width_" + name, intervals[i].meanWidth());
    }
    values.forEach(
        (name, value) -> {
          if (Double.isFinite(value)) {
            receiver.accept(name, value);
          }
        });
  }

  /** A level without the noise of a float. */
  private static double decimal(float level) {
    return Math.round(level * 1e5) / 1e5;
  }

  /** {@code 95} or {@code 97.5}. */
  private static String percent(float share) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * share);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
