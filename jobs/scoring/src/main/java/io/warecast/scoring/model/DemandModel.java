package io.warecast.scoring.model;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.domain.model.FeatureImportance;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.NewItems;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A trained model: the mean and the quantiles of demand for rows of features. Holds native memory
 * until closed; one instance may be used by one thread at a time.
 */
public final class DemandModel implements AutoCloseable {

  private final String version;
  private final float[] levels;
  private final int width;
  private final NativeBooster mean;
  private final NativeBooster quantiles;
  private final Damping damping;
  private final ConformalOffsets offsets;
  private final ModelCalibration calibration;
  private final SeriesBooster seriesMean;
  private final SeriesBooster seriesQuantiles;

  private DemandModel(
      String version,
      float[] levels,
      int width,
      ModelCalibration calibration,
      NativeBooster mean,
      NativeBooster quantiles,
      ModelBoosters boosters) {
    this.version = version;
    this.levels = levels;
    this.width = width;
    this.damping = calibration.dampingBySteps();
    this.offsets = calibration.conformalOffsets(levels);
    this.calibration = calibration;
    this.mean = mean;
    this.quantiles = quantiles;
    this.seriesMean = new SeriesBooster(mean, boosters.mean(), width);
    this.seriesQuantiles = new SeriesBooster(quantiles, boosters.quantiles(), width);
  }

  /**
   * Loads both boosters.
   *
   * @param calibration what was chosen for them on backtests
   * @param boosters in XGBoost's UBJ or JSON form
   * @param levels quantile levels of the quantile booster's outputs, ascending
   * @param width columns of a row
   * @throws ModelException when a booster cannot be read or takes other rows
   */
  public static DemandModel load(
      String version,
      ModelBoosters boosters,
      ModelCalibration calibration,
      float[] levels,
      int width,
      int threads) {
    NativeBooster mean = NativeBooster.load(boosters.mean(), threads);
    try {
      NativeBooster quantiles = NativeBooster.load(boosters.quantiles(), threads);
      DemandModel model =
          new DemandModel(version, levels.clone(), width, calibration, mean, quantiles, boosters);
      model.requireWidth(mean.features());
      model.requireWidth(quantiles.features());
      return model;
    } catch (ModelException e) {
      mean.close();
      throw e;
    }
  }

  public String version() {
    return version;
  }

  /** Quantile levels, ascending. */
  public float[] levels() {
    return levels.clone();
  }

  /** Of the alignment of what it forecasts with group forecasts. */
  public Damping damping() {
    return damping;
  }

  /** Moves the bounds of its intervals, in units. */
  public ConformalOffsets offsets() {
    return offsets;
  }

  /** The method that is to forecast a class of series. */
  public Method method(DemandClass demandClass) {
    return calibration.methods().getOrDefault(demandClass, Method.XGBOOST);
  }

  /** What is expected of an item of a category that has not sold yet; empty when nothing is. */
  public Optional<NewItems> newItemsOf(String category) {
    return calibration.newItemsOf(category);
  }

  /**
   * Predicts ratios to each row's level.
   *
   * @param rows row-major, {@code count * width} values or more; {@code NaN} is missing
   */
  public RatioPredictions predict(float[] rows, int count) {
    return new RatioPredictions(
        mean.predict(rows, count, width), quantiles.predict(rows, count, width));
  }

  /**
   * Predicts the same to the bit of rows that are steps of series, several times as fast once some
   * thousand rows have been predicted.
   *
   * @param rows row-major; {@code NaN} is missing
   * @param ends by series, the number of rows up to its last one; not empty
   */
  public RatioPredictions predictSeries(float[] rows, int... ends) {
    SeriesRows series = new SeriesRows(rows, ends, width);
    return new RatioPredictions(seriesMean.predict(series), seriesQuantiles.predict(series));
  }

  /**
   * What the means of consecutive rows, the steps of one series, are made up of.
   *
   * @param rows row-major, {@code count * width} values or more; {@code NaN} is missing
   * @param level units a day that the ratios refer to
   * @param names of the columns
   */
  public Explanation explain(float[] rows, int count, float level, List<String> names) {
    return MeanContributions.explain(
        mean.contributions(rows, count, width), mean.predict(rows, count, width), level, names);
  }

  /**
   * How much the mean goes by each feature, the weightiest first.
   *
   * @param names of the columns
   * @param rows a sample, row-major; {@code NaN} is missing
   */
  public List<FeatureImportance> importance(List<String> names, float[] rows, int count) {
    double[] sums = new double[width];
    for (float[] row : mean.contributions(rows, count, width)) {
      for (int column = 0; column < width; column++) {
        sums[column] += Math.abs(row[column]);
      }
    }
    double[] gains = mean.gains(width).byColumn();
    double all = Arrays.stream(gains).sum();
    return IntStream.range(0, width)
        .mapToObj(
            column ->
                new FeatureImportance(
                    names.get(column), all > 0 ? gains[column] / all : 0, sums[column] / count))
        .sorted(Comparator.comparingDouble(FeatureImportance::contribution).reversed())
        .toList();
  }

  @Override
  public void close() {
    seriesMean.close();
    seriesQuantiles.close();
    mean.close();
    quantiles.close();
  }

  private void requireWidth(int features) {
    if (features != width) {
      throw new ModelException(
          "model %s takes %d features, the feature function gives %d"
              .formatted(version, features, width));
    }
  }
}
