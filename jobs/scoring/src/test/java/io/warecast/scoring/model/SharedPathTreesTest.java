package io.warecast.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.scoring.PlainBoosters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
    model = trained(Map.of("objective", "reg:quantileerror", "quantile_alpha", "[0.1, 0.5, 0.9]"));
    booster = NativeBooster.load(model, 1);
    trees = SeriesBooster.agreeing(model, WIDTH).orElseThrow();
  }

  private static byte[] trained(Map<String, Object> objective) throws Exception {
    int rows = 4_000;
    float[] values = rows(rows, new SplittableRandom(1));
    float[] labels = new float[rows];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < rows; i++) {
      float spread = Math.floorMod((int) values[i * WIDTH] * 7, 5);
      float label = 3 + spread * (float) random.nextGaussian() + 2 * orZero(values[i * WIDTH + 1]);
      labels[i] = objective.containsKey("quantile_alpha") ? label : Math.max(0, label);
    }
    DMatrix matrix = new DMatrix(values, rows, WIDTH, Float.NaN);
    matrix.setLabel(labels);
    matrix.setFeatureTypes(new String[] {"c", "q", "q", "q"});
    Map<String, Object> parameters =
        new HashMap<>(Map.of("max_depth", 6, "max_cat_to_onehot", 4, "nthread", 1));
    parameters.putAll(objective);
    Booster trained = XGBoost.train(matrix, parameters, 40, Map.of(), null, null);
    byte[] bytes = trained.toByteArray("ubj");
    trained.dispose();
    matrix.dispose();
    return bytes;
  }

  @AfterAll
  static void free() {
    booster.close();
    trees.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 28, 64, 200})
  void predictWhatXgboostPredictsToTheBit(int count) {
    SplittableRandom random = new SplittableRandom(count);
    for (int block = 0; block < 50; block++) {
      float[] rows = rows(count, random);

      assertThat(predict(rows, count)).isDeepEqualTo(booster.predict(rows, count, WIDTH));
    }
  }

  @ParameterizedTest
  @MethodSource("objectivesOfMeans")
  void meansPassXgboostsOwnLink(Map<String, Object> objective) throws Exception {
    byte[] mean = trained(objective);
    try (NativeBooster xgboost = NativeBooster.load(mean, 1);
        SharedPathTrees read = SeriesBooster.agreeing(mean, WIDTH).orElseThrow()) {
      float[] rows = rows(20_000, new SplittableRandom(7));

      assertThat(read.predict(seriesRows(rows, 20_000)))
          .isDeepEqualTo(xgboost.predict(rows, 20_000, WIDTH));
    }
  }

  static Stream<Map<String, Object>> objectivesOfMeans() {
    return Stream.of(
        Map.of("objective", "reg:tweedie", "tweedie_variance_power", 1.3),
        Map.of("objective", "reg:tweedie", "base_score", 0.01),
        Map.of("objective", "count:poisson"));
  }

  @Test
  void modelsThatAreClosedWhileTheirTreesAreReadFreeThem() {
    SeriesBooster series = new SeriesBooster(booster, model, WIDTH);
    float[] rows = rows(2_800, new SplittableRandom(8));
    series.predict(seriesRows(rows, 2_800));
    series.close();
    series.awaitReading();

    assertThat(series.predict(seriesRows(rows, 2_800)))
        .isDeepEqualTo(booster.predict(rows, 2_800, WIDTH));
  }

  @Test
  void predictWhatXgboostPredictsOnThresholdsAndInUnknownCategories() {
    float[] probes = trees.probes(2_000, WIDTH);
    for (int row = 0; row < 2_000; row += 3) {
      probes[row * WIDTH] = new float[] {-1, 1e9f, 2.5f, Float.NaN, CATEGORIES}[row % 5];
    }

    assertThat(predict(probes, 2_000)).isDeepEqualTo(booster.predict(probes, 2_000, WIDTH));
  }

  @Test
  void predictSeriesOfAnyLengthsInOneCall() {
    float[] rows = rows(400, new SplittableRandom(3));
    int[] ends = {1, 1, 29, 57, 60, 260, 400};

    assertThat(predict(rows, ends)).isDeepEqualTo(booster.predict(rows, 400, WIDTH));
  }

  @Test
  void aZeroIsNeitherAboveNorBelowMinusZero() {
    float[] rows = rows(2, new SplittableRandom(4));
    rows[3] = 0f;
    rows[WIDTH + 3] = -0f;

    assertThat(predict(rows, 2)).isDeepEqualTo(booster.predict(rows, 2, WIDTH));
  }

  @Test
  void quantilesThatCrossInTheTreesComeInOrder() {
    float[] rows = rows(500, new SplittableRandom(5));

    assertThat(Arrays.asList(predict(rows, 500))).allSatisfy(row -> assertThat(row).isSorted());
  }

  @Test
  void boostersOfOtherKindsAreLeftToXgboost() {
    for (byte[] other : List.of(PlainBoosters.regression("ubj"), PlainBoosters.classes(3, "ubj"))) {
      int width = PlainBoosters.NAMES.length;
      assertThat(SeriesBooster.agreeing(other, width)).isEmpty();
      predictsAsXgboostBeforeAndAfterReading(other, new float[] {3, 40, 1}, 1, width);
    }
  }

  @Test
  void theChangeToTreesInJavaChangesNothing() {
    predictsAsXgboostBeforeAndAfterReading(model, rows(28, new SplittableRandom(9)), 28, WIDTH);
  }

  @Test
  void fewOrManyShortOrLongSeriesAreAllPredictedAsByXgboost() {
    SeriesBooster series = new SeriesBooster(booster, model, WIDTH);
    float[] rows = rows(2_800, new SplittableRandom(6));
    series.predict(seriesRows(rows, 2_800));
    series.awaitReading();
    for (int steps : new int[] {1, 4, 5, 7, 28}) {
      for (int many : new int[] {1, 4, 9, 100}) {
        int[] ends = IntStream.rangeClosed(1, many).map(i -> i * steps).toArray();

        assertThat(series.predict(seriesRows(rows, ends)))
            .isDeepEqualTo(booster.predict(rows, many * steps, WIDTH));
      }
    }
  }

  @Test
  void treesThatCannotBeReadLeaveXgboostPredicting() {
    SeriesBooster series = new SeriesBooster(booster, new byte[] {1, 2, 3}, WIDTH);
    float[] rows = rows(28, new SplittableRandom(9));
    for (int call = 0; call < 100; call++) {
      series.predict(seriesRows(rows, 28));
    }
    series.awaitReading();

    assertThat(series.predict(seriesRows(rows, 28)))
        .isDeepEqualTo(booster.predict(rows, 28, WIDTH));
  }

  private static void predictsAsXgboostBeforeAndAfterReading(
      byte[] model, float[] rows, int count, int width) {
    try (NativeBooster xgboost = NativeBooster.load(model, 1)) {
      SeriesBooster series = new SeriesBooster(xgboost, model, width);
      float[][] expected = xgboost.predict(rows, count, width);
      for (int call = 0; call < 3_000; call++) {
        assertThat(series.predict(new SeriesRows(rows, new int[] {count}, width)))
            .isDeepEqualTo(expected);
      }
      series.awaitReading();
      assertThat(series.predict(new SeriesRows(rows, new int[] {count}, width)))
          .isDeepEqualTo(expected);
    }
  }

  private static float[][] predict(float[] rows, int... ends) {
    return trees.predict(seriesRows(rows, ends));
  }

  private static SeriesRows seriesRows(float[] rows, int... ends) {
    return new SeriesRows(rows, ends, WIDTH);
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
