package io.warecast.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.forecast.Explanation;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeanContributionsTest {

  private static final List<String> NAMES = List.of("price", "weekday");
  private static final float LEVEL = 10;

  @Test
  void factorsAreSplitIntoUnitsThatAddUp() {
    Explanation terms = explain(new float[][] {{.4f, -.1f, .2f}}, (float) Math.exp(.5));
    assertThat(terms.terms()).containsExactly("level", "price", "weekday", "base");
    double unit = LEVEL * (Math.exp(.5) - 1) / .5;
    assertThat(terms.units()[0][0]).isEqualTo(LEVEL);
    assertThat(terms.units()[0][1]).isCloseTo((float) (.4 * unit), within(1e-4f));
    assertThat(terms.units()[0][2]).isCloseTo((float) (-.1 * unit), within(1e-4f));
    assertThat(terms.units()[0][3]).isCloseTo((float) (.2 * unit), within(1e-4f));
    assertThat(terms.sum(0)).isCloseTo(LEVEL * Math.exp(.5), within(1e-5));
  }

  @Test
  void factorsThatCancelOutLeaveTheLevel() {
    Explanation terms = explain(new float[][] {{.4f, -.4f, 0}}, 1);
    assertThat(terms.units()[0]).containsExactly(LEVEL, 4, -4, 0);
  }

  @Test
  void termsOfALinearModelAreTakenAsTheyAre() {
    Explanation terms = explain(new float[][] {{.4f, -.1f, 1.2f}, {0, 0, 1.2f}}, 1.5f, 1.2f);
    assertThat(terms.units()[0][1]).isCloseTo(4, within(1e-5f));
    assertThat(terms.units()[0][2]).isCloseTo(-1, within(1e-5f));
    assertThat(terms.units()[0][3]).isCloseTo(2, within(1e-5f));
    assertThat(terms.sum(0)).isCloseTo(15, within(1e-5));
    assertThat(terms.sum(1)).isCloseTo(12, within(1e-5));
  }

  @Test
  void aMeanThatWasCutOffAtZeroAddsUpToZero() {
    assertThat(explain(new float[][] {{-.4f, -.1f, .2f}}, -.3f).sum(0)).isCloseTo(0, within(1e-6));
  }

  @Test
  void behindAnUnknownLinkThereIsOneTermForTheModel() {
    Explanation terms = explain(new float[][] {{.4f, -.1f, .2f}}, 7);
    assertThat(terms.terms()).containsExactly("level", "model");
    assertThat(terms.units()[0]).containsExactly(LEVEL, 60);
  }

  private static Explanation explain(float[][] values, float... ratios) {
    float[][] rows = new float[ratios.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {ratios[i]};
    }
    return MeanContributions.explain(values, rows, LEVEL, NAMES);
  }
}
