package io.warecast.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialTest {

  private static final int COUNT = 1 << 20;

  private NativeBooster xgboost;

  @BeforeEach
  void load() {
    xgboost = NativeBooster.leafless("reg:tweedie", "1");
  }

  @AfterEach
  void free() {
    xgboost.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, 20, 86})
  void isXgboostsToTheBit(double most) {
    SplittableRandom random = new SplittableRandom(5);
    float[] margins = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      margins[i] = (float) random.nextDouble(-most, most);
    }
    float[][] expected = xgboost.link(margins);
    int unsure = 0;
    for (int i = 0; i < COUNT; i++) {
      float ours = Exponential.of(margins[i]);
      if (Float.isNaN(ours)) {
        unsure++;
      } else {
        assertThat(ours).as("e^%s", margins[i]).isEqualTo(expected[i][0]);
      }
    }
    assertThat(unsure).isLessThan(COUNT / 10_000);
  }

  @Test
  void isNotSureBeyondWhatFloatsHold() {
    for (float x : new float[] {88, -104, 1e9f, Float.NEGATIVE_INFINITY, Float.NaN}) {
      assertThat(Exponential.of(x)).isNaN();
    }
    assertThat(Exponential.of(0)).isOne();
    assertThat(Exponential.of(1)).isCloseTo((float) Math.E, within(1e-6f));
  }

  @Test
  void whatIsNotSureIsAskedOfXgboost() {
    float[][] sums = {{0}, {95}, {-110}, {3}, {Float.NaN}};
    try (ExponentialLink link = ExponentialLink.of("count:poisson", "1")) {
      float[][] predictions = link.apply(sums);

      assertThat(predictions[0][0]).isOne();
      assertThat(predictions[1][0]).isInfinite();
      assertThat(predictions[2][0]).isZero();
      assertThat(predictions[3][0]).isCloseTo((float) Math.exp(3), within(1e-4f));
      assertThat(predictions[4][0]).isNaN();
    }
  }
}
