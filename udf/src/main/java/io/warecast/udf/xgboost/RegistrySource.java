package io.warecast.udf.xgboost;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A demand model of a Warecast registry.
 *
 * @param version an immutable version, not an alias
 */
record RegistrySource(String root, String name, String version) implements ModelSource {

  static RegistrySource at(String root, String name, String aliasOrVersion) {
    String version = ModelRegistry.at(root, name).manifest(aliasOrVersion).version();
    return new RegistrySource(root, name, version);
  }

  @Override
  public ModelShape shape() {
    try (DemandModel model = load()) {
      List<String> outputs = outputNames(model.levels());
      return new ModelShape(
          DemandFeatures.SCHEMA.names(),
          DemandFeatures.SCHEMA.width(),
          outputs,
          outputs.size(),
          true);
    }
  }

  @Override
  public Scorer open() {
    return new DemandScorer(load());
  }

  private DemandModel load() {
    return ModelRegistry.at(root, name).load(version, DemandFeatures.SCHEMA, 1);
  }

  /** {@code mean}, then a quantile's digits after the point, two at least: {@code q05, q50}. */
  static List<String> outputNames(float[] levels) {
    List<String> names = new ArrayList<>();
    names.add("mean");
    for (float level : levels) {
      BigDecimal decimal = new BigDecimal(Float.toString(level)).stripTrailingZeros();
      String plain = decimal.setScale(Math.max(2, decimal.scale())).toPlainString();
      names.add("q" + plain.substring(plain.indexOf('.') + 1));
    }
    return names;
  }
}
