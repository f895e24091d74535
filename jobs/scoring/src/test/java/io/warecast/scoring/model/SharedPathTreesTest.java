package io.warecast.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.scoring.PlainBoosters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedPathTreesTest {

  /** A category, a number that rows share, two that they do not. */
  private static final int WIDTH = 4;

  private static final int CATEGORIES = 70;

  private static NativeBooster booster;
  private static SharedPathTrees trees;

  @BeforeAll
  static void train() throws Exception {
    int rows = 4_000;
    float[] values = rows(rows, new SplittableRandom(1));
    float[] labels = new float[rows];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < rows; i++) {
      float spread = Math.floorMod((int) values[i * WIDTH] * 7, 5);
      labels[i] = 3 + spread * (float) random.nextGaussian() + 2 * orZero(values[i * WIDTH + 1]);
    }
    DMatrix matrix = new DMatrix(values, rows, WIDTH, Float.NaN);
    matrix.setLabel(labels);
    matrix.setFeatureTypes(new String[] {"c", "q", "q", "q"});
    Map<String, Object> parameters =
        Map.of(
            "objective", "reg:quantileerror",
            "quantile_alpha", "[0.1, 0.5, 0.9]",
            "max_depth", 6,
            "max_cat_to_onehot", 4,
            "nthread", 1);
    Booster trained = XGBoost.train(matrix, parameters, 40, Map.of(), null, null);
    booster = NativeBooster.load(trained.toByteArray("ubj"), 1);
    trained.dispose();
    matrix.dispose();
    trees = FewRows.agreeing(booster, WIDTH).orElseThrow();
  }

  @AfterAll
  static void free() {
    booster.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 28, 64, 200})
  void predictWhatXgboostPredictsToTheBit(int count) {
    SplittableRandom random = new SplittableRandom(count);
    for (int block = 0; block < 50; block++) {
      float[] rows = rows(count, random);

      assertThat(trees.predict(rows, count, WIDTH))
          .isDeepEqualTo(booster.predict(rows, count, WIDTH));
    }
  }

  @Test
  void predictWhatXgboostPredictsOnThresholdsAndInUnknownCategories() {
    float[] probes = trees.probes(2_000, WIDTH);
    for (int row = 0; row < 2_000; row += 3) {
      probes[row * WIDTH] = new float[] {-1, 1e9f, 2.5f, Float.NaN, CATEGORIES}[row % 5];
    }

    assertThat(trees.predict(probes, 2_000, WIDTH))
        .isDeepEqualTo(booster.predict(probes, 2_000, WIDTH));
  }

  @Test
  void quantilesThatCrossInTheTreesComeInOrder() {
    float[] rows = rows(500, new SplittableRandom(5));

    assertThat(Arrays.asList(trees.predict(rows, 500, WIDTH)))
        .allSatisfy(row -> assertThat(row).isSorted());
  }

  @Test
  void boostersWithALinkAreLeftToXgboost() {
    for (byte[] model : List.of(PlainBoosters.regression("ubj"), PlainBoosters.classes(3, "ubj"))) {
      NativeBooster other = NativeBooster.load(model, 1);

      assertThat(FewRows.agreeing(other, PlainBoosters.NAMES.length)).isEmpty();
      FewRows few = new FewRows(other);
      float[] row = {3, 40, 1};
      for (int call = 0; call < 300; call++) {
        assertThat(few.predict(row, 1, 3)).isDeepEqualTo(other.predict(row, 1, 3));
      }
      other.close();
    }
  }

  @Test
  void theChangeToTreesInJavaChangesNothing() {
    FewRows few = new FewRows(booster);
    SplittableRandom random = new SplittableRandom(9);
    for (int call = 0; call < 300; call++) {
      float[] rows = rows(28, random);

      assertThat(few.predict(rows, 28, WIDTH)).isDeepEqualTo(booster.predict(rows, 28, WIDTH));
    }
  }

  /** Steps of one series: the first two columns are the same, the others differ or are missing. */
  private static float[] rows(int count, SplittableRandom random) {
    float[] rows = new float[count * WIDTH];
    for (int row = 0; row < count; row++) {
      boolean isNext = row % 28 != 0;
      int at = row * WIDTH;
      rows[at] = isNext ? rows[at - WIDTH] : random.nextInt(CATEGORIES);
      rows[at + 1] = isNext ? rows[at + 1 - WIDTH] : (float) random.nextDouble(4);
      rows[at + 2] = random.nextInt(5) == 0 ? Float.NaN : random.nextInt(7);
      rows[at + 3] = (float) random.nextGaussian();
    }
    return rows;
  }

  private static float orZero(float value) {
    return Float.isNaN(value) ? 0 : value;
  }
}
