package io.warecast.domain.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.feature.FeatureType;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeatureHistogramsTest {

  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of("step", "warehouse", "trend", "zero_share_28"),
          List.of(
              FeatureType.QUANTITY,
              FeatureType.CATEGORICAL,
              FeatureType.QUANTITY,
              FeatureType.QUANTITY));

  private final SplittableRandom random = new SplittableRandom(2);

  @Test
  void theSameDistributionHasAnIndexNearZero() throws Exception {
    FeatureHistograms training = training();
    assertThat(training.features()).containsExactly("trend", "zero_share_28");
    assertThat(training.stability("1.0", counted(training, 1, 0, false)).get("trend"))
        .isLessThan(.03);
    assertThat(training.stability("2.0", counted(training, 2, 0, false)).get("trend"))
        .as("each warehouse against its own")
        .isLessThan(.03);
  }

  @Test
  void aShiftIsSeenInItsFeatureAlone() {
    FeatureHistograms training = training();
    var found = training.stability("1.0", counted(training, 1, 1, false));
    assertThat(found.get("trend")).isGreaterThan(.25);
    assertThat(found.get("zero_share_28")).isLessThan(.03);
  }

  @Test
  void unknownValuesAreADistributionToo() {
    FeatureHistograms training = training();
    assertThat(training.stability("1.0", counted(training, 1, 0, true)).get("trend"))
        .isGreaterThan(.25);
  }

  @Test
  void aWarehouseThatTrainingDidNotSeeIsComparedWithNothing() {
    FeatureHistograms training = training();
    assertThat(training.stability("9.0", counted(training, 1, 0, false))).isEmpty();
  }

  @Test
  void itsJsonSaysTheSame() throws Exception {
    FeatureHistograms training = training();
    FeatureHistograms read = FeatureHistograms.read(training.json());
    long[][] found = counted(training, 1, 1, false);
    assertThat(read.stability("1.0", found)).isEqualTo(training.stability("1.0", found));
  }

  private FeatureHistograms training() {
    float[] rows = new float[2 * 4 * 5_000];
    for (int row = 0; row < 10_000; row++) {
      System.arraycopy(row(1 + row % 2, row % 2 * 5, false), 0, rows, 4 * row, 4);
    }
    return FeatureHistograms.of(SCHEMA, rows, 10_000);
  }

  private long[][] counted(
      FeatureHistograms training, int warehouse, float shift, boolean isUnknown) {
    long[][] counts = training.none();
    for (int i = 0; i < 2_000; i++) {
      float own = warehouse == 2 ? 5 : 0;
      training.count(SCHEMA, row(warehouse, own + shift, isUnknown && i % 3 == 0), 0, counts);
    }
    return counts;
  }

  private float[] row(int warehouse, float trend, boolean isUnknown) {
    return new float[] {
      1,
      warehouse,
      isUnknown ? Float.NaN : trend + (float) random.nextDouble(2),
      random.nextDouble() < .5 ? 0 : (float) random.nextDouble()
    };
  }
}
