package io.warecast.udf.xgboost;

import io.warecast.scoring.model.XgboostModel;
import io.warecast.scoring.registry.ModelFile;
import java.util.List;

/** Any XGBoost model in a file of its own. */
record FileSource(ModelFile file) implements ModelSource {

  static FileSource at(String uri) {
    return new FileSource(ModelFile.at(uri));
  }

  @Override
  public ModelShape shape() {
    try (XgboostModel model = file.load(1)) {
      return new ModelShape(
          model.featureNames(), model.features(), List.of(), model.outputs(), false);
    }
  }

  @Override
  public Scorer open() {
    return new FileScorer(file.load(1));
  }

  private record FileScorer(XgboostModel model) implements Scorer {

    @Override
    public float[][] score(float[] rows, int count) {
      return model.predict(rows, count);
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
