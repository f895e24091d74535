package io.warecast.scoring.promotion;

import io.warecast.domain.series.SeriesKey;
import io.warecast.scoring.calibration.CalibratedForecast;
import io.warecast.scoring.promotion.SegmentErrors.Level;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The errors that one forecaster made at held-back origins, by segment: of every item, of the sums
 * of each group's items, and of the sums of each warehouse's.
 */
final class HeldBackErrors {

  private static final int WEEK = 7;

  private final Map<Segment, SegmentErrors> segments = new LinkedHashMap<>();
  private final Map<Place, Sum> sums = new LinkedHashMap<>();
  private final Map<Place, Double> scales = new LinkedHashMap<>();
  private final Map<String, Double> losses = new TreeMap<>();
  private final float[] levels;
  private final int[] judged;

  private HeldBackErrors(float[] levels, int[] judged) {
    this.levels = levels;
    this.judged = judged;
  }

  /**
   * Adds up what a forecaster made of the held-back days.
   *
   * @param forecasts of items and groups
   * @param mean of an item, one value a step
   * @param levels quantile levels of the forecasts; empty when quantiles are not to be judged
   * @param judged places in the levels of those that the pinball loss is taken of
   */
  static HeldBackErrors of(
      List<CalibratedForecast> forecasts,
      Function<CalibratedForecast, float[]> mean,
      float[] levels,
      int[] judged) {
    HeldBackErrors errors = new HeldBackErrors(levels, judged);
    for (CalibratedForecast forecast : forecasts) {
      if (forecast.made().key().isGroup()) {
        errors.scales.put(
            new Place(forecast.made().key(), forecast.made().originDay()), forecast.made().scale());
      } else {
        errors.add(forecast, mean.apply(forecast));
      }
    }
    errors.addSums();
    return errors;
  }

  Map<Segment, SegmentErrors> segments() {
    return segments;
  }

  /** Absolute errors of blocks that depend little on each other: a group at an origin. */
  Map<String, Double> losses() {
    return losses;
  }

  private void add(CalibratedForecast item, float[] mean) {
    float[] known = item.made().actual();
    double[] actual = new double[known.length];
    double[] errors = new double[known.length];
    double loss = 0;
    for (int i = 0; i < actual.length; i++) {
      actual[i] = known[i];
      errors[i] = mean[i] - actual[i];
      loss += Double.isNaN(actual[i]) ? 0 : Math.abs(errors[i]);
    }
    for (Segment segment : Segment.ofItem(item)) {
      add(segment, item, mean, actual, errors, 0, actual.length);
    }
    for (int week = 0; week * WEEK < actual.length; week++) {
      int to = Math.min(actual.length, (week + 1) * WEEK);
      add(Segment.week(week), item, mean, actual, errors, week * WEEK, to);
    }
    int origin = item.made().originDay();
    SeriesKey total = SeriesKey.total(item.group().warehouseId());
    sum(item.group(), origin, actual.length).add(actual, errors);
    if (!item.group().equals(total)) {
      sum(total, origin, actual.length).add(actual, errors);
    }
    losses.merge(origin + "|" + item.group(), loss, Double::sum);
  }

  private void add(
      Segment segment,
      CalibratedForecast item,
      float[] mean,
      double[] actual,
      double[] errors,
      int from,
      int to) {
    SegmentErrors sums = segments.computeIfAbsent(segment, each -> new SegmentErrors());
    sums.addScaled(Level.ITEM, item.made().scale(), actual, errors, from, to);
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(actual[i])) {
        sums.addDay(actual[i], mean[i]);
        if (levels.length > 0) {
          sums.addQuantiles(actual[i], levels, judged, item.quantiles(), i);
        }
      }
    }
  }

  private Sum sum(SeriesKey group, int origin, int days) {
    return sums.computeIfAbsent(new Place(group, origin), place -> new Sum(days));
  }

  private void addSums() {
    sums.forEach(
        (place, sum) -> {
          boolean isTotal = place.group().itemId().equals(SeriesKey.TOTAL);
          Level level = isTotal ? Level.WAREHOUSE : Level.GROUP;
          double scale = scales.getOrDefault(place, 0.0);
          for (Segment segment : Segment.ofSum(place.group())) {
            of(segment).addScaled(level, scale, sum.actual, sum.errors, 0, sum.actual.length);
          }
          for (int week = 0; week * WEEK < sum.actual.length; week++) {
            int to = Math.min(sum.actual.length, (week + 1) * WEEK);
            of(Segment.week(week)).addScaled(level, scale, sum.actual, sum.errors, week * WEEK, to);
          }
        });
  }

  private SegmentErrors of(Segment segment) {
    return segments.computeIfAbsent(segment, each -> new SegmentErrors());
  }

  private record Place(SeriesKey group, int originDay) {}

  /** Items of a group at an origin, added up by step; days that no item is known of are unknown. */
  private static final class Sum {
    private final double[] actual;
    private final double[] errors;

    Sum(int days) {
      actual = new double[days];
      errors = new double[days];
      Arrays.fill(actual, Double.NaN);
    }

    void add(double[] ofItem, double[] errorsOfItem) {
      for (int i = 0; i < actual.length; i++) {
        if (!Double.isNaN(ofItem[i])) {
          actual[i] = Double.isNaN(actual[i]) ? ofItem[i] : actual[i] + ofItem[i];
          errors[i] += errorsOfItem[i];
        }
      }
    }
  }
}
