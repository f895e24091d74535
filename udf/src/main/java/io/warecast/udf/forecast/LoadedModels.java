package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelAliases;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.functions.FunctionContext;

/** The models that one subtask has needed, loaded once each and kept until it ends. */
final class LoadedModels implements AutoCloseable {

  /** Job parameter with the URI of the registry's root. */
  static final String REGISTRY = "warecast.registry";

  private final String registry;
  private final Map<String, DemandModel> byWanted = new HashMap<>();
  private final Map<String, DemandModel> byVersion = new HashMap<>();

  private LoadedModels(String registry) {
    this.registry = registry;
  }

  static LoadedModels of(FunctionContext context) {
    return new LoadedModels(context.getJobParameter(REGISTRY, ""));
  }

  /**
   * The model that options ask for; for {@code latest} that of the warehouse, if it has its own.
   *
   * @throws ActionableException when there is none, or it cannot be used
   */
  DemandModel of(ForecastOptions options) {
    String wanted =
        String.join(
            "\n",
            options.registry,
            options.modelName,
            options.modelVersion,
            options.modelVersion.equals(ModelAliases.LATEST) ? options.warehouseId : "");
    DemandModel known = byWanted.get(wanted);
    if (known == null) {
      known = load(options);
      byWanted.put(wanted, known);
    }
    return known;
  }

  private DemandModel load(ForecastOptions options) {
    String root = options.registry.isEmpty() ? registry : options.registry;
    if (root.isEmpty()) {
      throw new ActionableException(
          "FORECAST does not know where models are: SET 'pipeline.global-job-parameters' = '%s:''URI''', or give FORECAST_OPTIONS(registry => 'URI')"
              .formatted(REGISTRY));
    }
    ModelRegistry models = ModelRegistry.at(root, options.modelName);
    String version = models.manifest(options.modelVersion).version();
    if (options.modelVersion.equals(ModelAliases.LATEST)) {
      version = models.aliases().active().getOrDefault(options.warehouseId, version);
    }
    String resolved = version;
    return byVersion.computeIfAbsent(
        root + "\n" + options.modelName + "\n" + resolved,
        any -> models.load(resolved, DemandFeatures.SCHEMA, 1));
  }

  @Override
  public void close() {
    byVersion.values().forEach(DemandModel::close);
    byVersion.clear();
    byWanted.clear();
  }
}
