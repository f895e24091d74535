package io.warecast.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.scoring.PlainBoosters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

  private static byte[] model;
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
    model = trained.toByteArray("ubj");
    booster = NativeBooster.load(model, 1);
    trained.dispose();
    matrix.dispose();
    trees = SeriesQuantiles.agreeing(model, WIDTH).orElseThrow();
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

      assertThat(trees.predict(rows, new int[] {count}, WIDTH))
          .isDeepEqualTo(booster.predict(rows, count, WIDTH));
    }
  }

  @Test
  void predictWhatXgboostPredictsOnThresholdsAndInUnknownCategories() {
    float[] probes = trees.probes(2_000, WIDTH);
    for (int row = 0; row < 2_000; row += 3) {
      probes[row * WIDTH] = new float[] {-1, 1e9f, 2.5f, Float.NaN, CATEGORIES}[row % 5];
    }

    assertThat(trees.predict(probes, new int[] {2_000}, WIDTH))
        .isDeepEqualTo(booster.predict(probes, 2_000, WIDTH));
  }

  @Test
  void predictSeriesOfAnyLengthsInOneCall() {
    float[] rows = rows(400, new SplittableRandom(3));
    int[] ends = {1, 1, 29, 57, 60, 260, 400};

    assertThat(trees.predict(rows, ends, WIDTH)).isDeepEqualTo(booster.predict(rows, 400, WIDTH));
  }

  @Test
  void aZeroIsNeitherAboveNorBelowMinusZero() {
    float[] rows = rows(2, new SplittableRandom(4));
    rows[3] = 0f;
    rows[WIDTH + 3] = -0f;

    assertThat(trees.predict(rows, new int[] {2}, WIDTH))
        .isDeepEqualTo(booster.predict(rows, 2, WIDTH));
  }

  @Test
  void quantilesThatCrossInTheTreesComeInOrder() {
    float[] rows = rows(500, new SplittableRandom(5));

    assertThat(Arrays.asList(trees.predict(rows, new int[] {500}, WIDTH)))
        .allSatisfy(row -> assertThat(row).isSorted());
  }

  @Test
  void boostersWithALinkAreLeftToXgboost() {
    for (byte[] other : List.of(PlainBoosters.regression("ubj"), PlainBoosters.classes(3, "ubj"))) {
      int width = PlainBoosters.NAMES.length;
      assertThat(SeriesQuantiles.agreeing(other, width)).isEmpty();
      predictsAsXgboostBeforeAndAfterReading(other, new float[] {3, 40, 1}, 1, width);
    }
  }

  @Test
  void theChangeToTreesInJavaChangesNothing() {
    predictsAsXgboostBeforeAndAfterReading(model, rows(28, new SplittableRandom(9)), 28, WIDTH);
  }

  @Test
  void fewOrManyShortOrLongSeriesAreAllPredictedAsByXgboost() {
    SeriesQuantiles series = new SeriesQuantiles(booster, model, WIDTH);
    float[] rows = rows(2_800, new SplittableRandom(6));
    series.predict(rows, new int[] {2_800});
    series.awaitReading();
    for (int steps : new int[] {1, 7, 13, 14, 28}) {
      for (int many : new int[] {1, 4, 9, 100}) {
        int[] ends = IntStream.rangeClosed(1, many).map(i -> i * steps).toArray();

        assertThat(series.predict(rows, ends))
            .isDeepEqualTo(booster.predict(rows, many * steps, WIDTH));
      }
    }
  }

  @Test
  void treesThatCannotBeReadLeaveXgboostPredicting() {
    SeriesQuantiles series = new SeriesQuantiles(booster, new byte[] {1, 2, 3}, WIDTH);
    float[] rows = rows(28, new SplittableRandom(9));
    for (int call = 0; call < 100; call++) {
      series.predict(rows, new int[] {28});
    }
    series.awaitReading();

    assertThat(series.predict(rows, new int[] {28}))
        .isDeepEqualTo(booster.predict(rows, 28, WIDTH));
  }

  private static void predictsAsXgboostBeforeAndAfterReading(
      byte[] model, float[] rows, int count, int width) {
    try (NativeBooster xgboost = NativeBooster.load(model, 1)) {
      SeriesQuantiles series = new SeriesQuantiles(xgboost, model, width);
      float[][] expected = xgboost.predict(rows, count, width);
      for (int call = 0; call < 3_000; call++) {
        assertThat(series.predict(rows, new int[] {count})).isDeepEqualTo(expected);
      }
      series.awaitReading();
      assertThat(series.predict(rows, new int[] {count})).isDeepEqualTo(expected);
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
