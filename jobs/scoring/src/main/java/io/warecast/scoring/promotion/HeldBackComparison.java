package io.warecast.scoring.promotion;

import io.warecast.domain.accuracy.PairedTest;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.scoring.calibration.CalibratedForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Holds the forecasts of two versions for the same held-back days, and those of the eight-week
 * weekday mean, against what happened.
 */
final class HeldBackComparison {

  private static final long TEST_SEED = 1;

  private HeldBackComparison() {}

  /**
   * One version's forecasts.
   *
   * @param levels quantile levels, ascending
   */
  record Forecasts(List<CalibratedForecast> made, float[] levels) {}

  /** The comparison by segment, the total first. */
  static List<SegmentComparison> of(Forecasts candidate, Optional<Forecasts> champion) {
    float[] shared = champion.map(Forecasts::levels).orElse(candidate.levels());
    HeldBackErrors own = errors(candidate, shared);
    Optional<HeldBackErrors> champions = champion.map(each -> errors(each, candidate.levels()));
    HeldBackErrors baseline =
        HeldBackErrors.of(
            candidate.made(), HeldBackComparison::weekdayMean, new float[0], new int[0]);
    List<SegmentComparison> segments = new ArrayList<>();
    own.segments()
        .forEach(
            (segment, errors) ->
                segments.add(
                    new SegmentComparison(
                        segment.kind(),
                        segment.name(),
                        errors.units(),
                        errors.rows(),
                        errors.measures(),
                        champions.map(each -> measures(each, segment)).orElse(Map.of()),
                        measures(baseline, segment),
                        segment.equals(Segment.TOTAL)
                            ? champions.map(each -> pValue(own, each)).orElse(Double.NaN)
                            : Double.NaN)));
    return segments;
  }

  private static HeldBackErrors errors(Forecasts forecasts, float[] alsoOf) {
    int[] judged =
        IntStream.range(0, forecasts.levels().length)
            .filter(place -> contains(alsoOf, forecasts.levels()[place]))
            .toArray();
    return HeldBackErrors.of(
        forecasts.made(), CalibratedForecast::mean, forecasts.levels(), judged);
  }

  private static boolean contains(float[] levels, float level) {
    for (float each : levels) {
      if (Math.abs(each - level) < 1e-5f) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("EnumOrdinal") // the order in which the forecasts hold them
  private static float[] weekdayMean(CalibratedForecast item) {
    return item.made().baselines()[BaselineForecaster.WEEKDAY_MEAN.ordinal()];
  }

  private static Map<Measure, Double> measures(HeldBackErrors of, Segment segment) {
    SegmentErrors errors = of.segments().get(segment);
    return errors == null ? Map.of() : errors.measures();
  }

  private static double pValue(HeldBackErrors candidate, HeldBackErrors champion) {
    double[] losses =
        candidate.losses().values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] others =
        candidate.losses().keySet().stream()
            .mapToDouble(block -> champion.losses().getOrDefault(block, 0.0))
            .toArray();
    return PairedTest.of(losses, others, TEST_SEED).pValue();
  }
}
