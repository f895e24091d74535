package io.warecast.scoring.promotion;

import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.SegmentComparison;
import java.util.EnumMap;
import java.util.Map;

/** What training itself has measured on its last days, as far as two versions can be compared. */
final class ValidationComparison {

  private ValidationComparison() {}

  /** Whether both were validated on the same days of the same data. */
  static boolean isPossible(ModelManifest candidate, ModelManifest champion) {
    return candidate.trainedTo().equals(champion.trainedTo())
        && candidate.lakeSnapshot().equals(champion.lakeSnapshot())
        && !measures(candidate).isEmpty()
        && !measures(champion).isEmpty();
  }

  static SegmentComparison of(ModelManifest candidate, ModelManifest champion) {
    return total(candidate, measures(champion));
  }

  static SegmentComparison of(ModelManifest candidate) {
    return total(candidate, Map.of());
  }

  private static SegmentComparison total(ModelManifest candidate, Map<Measure, Double> champion) {
    long rows = candidate.metrics().getOrDefault("validation_rows", 0.0).longValue();
    return SegmentComparison.total((double) rows, rows, measures(candidate), champion, Double.NaN);
  }

  private static Map<Measure, Double> measures(ModelManifest manifest) {
    Map<Measure, Double> measures = new EnumMap<>(Measure.class);
    put(Measure.WAPE, manifest.metrics().get("validation_wape"), measures);
    put(Measure.BIAS, manifest.metrics().get("validation_bias"), measures);
    float[] levels = manifest.levels();
    if (levels.length > 1 && Math.abs(levels[levels.length - 1] - levels[0] - .95) < 1e-3) {
      put(Measure.COVERAGE_95, manifest.metrics().get("validation_coverage"), measures);
    }
    return measures;
  }

  private static void put(
      Measure measure,
      @org.jspecify.annotations.Nullable Double value,
      Map<Measure, Double> measures) {
    if (value != null) {
      measures.put(measure, value);
    }
  }
}
