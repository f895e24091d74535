package io.warecast.domain.promotion;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * Forecasts of a candidate and of the champion for the same series, origins and steps, which
 * neither has been fitted to, measured alike.
 *
 * @param kind what the segments of one kind divide the data by, such as {@code warehouse}, {@code
 *     demand_class} or {@code week}; {@link #TOTAL} for all of it
 * @param segment which of them; empty for the total
 * @param units that were sold in the segment, which says how much it matters
 * @param rows forecast days that were measured
 * @param candidate what is known of it; a measure that was not taken is left out
 * @param champion likewise; empty when there was none to compare with
 * @param baseline likewise, of the mean of the weekday over eight weeks
 * @param pValue chance that a difference as large comes about by chance, of a paired test; NaN when
 *     no test was made
 */
public record SegmentComparison(
    String kind,
    String segment,
    double units,
    long rows,
    Map<Measure, Double> candidate,
    Map<Measure, Double> champion,
    Map<Measure, Double> baseline,
    double pValue) {

  /** The kind of the one segment that all the others are parts of. */
  public static final String TOTAL = "total";

  public SegmentComparison {
    candidate = Map.copyOf(candidate);
    champion = Map.copyOf(champion);
    baseline = Map.copyOf(baseline);
  }

  /** All of the data, without a baseline. */
  public static SegmentComparison total(
      double units,
      long rows,
      Map<Measure, Double> candidate,
      Map<Measure, Double> champion,
      double pValue) {
    return new SegmentComparison(TOTAL, "", units, rows, candidate, champion, Map.of(), pValue);
  }

  public boolean isTotal() {
    return kind.equals(TOTAL);
  }

  public OptionalDouble ofCandidate(Measure measure) {
    return value(candidate, measure);
  }

  public OptionalDouble ofChampion(Measure measure) {
    return value(champion, measure);
  }

  public OptionalDouble ofBaseline(Measure measure) {
    return value(baseline, measure);
  }

  /** {@code warehouse hamburg}, or {@code total}. */
  public String label() {
    return isTotal() ? TOTAL : kind + " " + segment;
  }

  private static OptionalDouble value(Map<Measure, Double> values, Measure measure) {
    Double value = values.get(measure);
    return value == null || value.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
