package io.warecast.benchmarks;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.flink.core.fs.Path;

/** A model's two boosters as bare XGBoost runs them, one thread each: the limit of all scoring. */
final class RawBoosters implements AutoCloseable {

  private static final int WIDTH = DemandFeatures.SCHEMA.width();

  private final Booster mean;
  private final Booster quantiles;

  private RawBoosters(Booster mean, Booster quantiles) {
    this.mean = mean;
    this.quantiles = quantiles;
  }

  static RawBoosters load(ModelReference model) {
    BoosterFiles files = BoosterFiles.of(model);
    try {
      return new RawBoosters(booster(files.mean()), booster(files.quantiles()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  /** Predicts rows by one call of each booster; returns their number. */
  int predict(float[] rows) {
    int count = rows.length / WIDTH;
    try {
      float[][] means = mean.inplace_predict(rows, count, WIDTH, Float.NaN);
      float[][] intervals = quantiles.inplace_predict(rows, count, WIDTH, Float.NaN);
      return Math.min(means.length, intervals.length);
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    mean.dispose();
    quantiles.dispose();
  }

  private static Booster booster(Path file) throws IOException, XGBoostError {
    try (InputStream in = file.getFileSystem().open(file)) {
      Booster booster = XGBoost.loadModel(in.readAllBytes());
      booster.setParam("nthread", 1);
      return booster;
    }
  }
}
