package io.warecast.udf.xgboost;

import io.warecast.domain.model.ModelAliases;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;

/** The options of {@code CREATE MODEL ... WITH ('provider' = 'xgboost', ...)}. */
public final class XgboostOptions {

  /** URI of a model file, or of a registry's root when {@link #NAME} is set. */
  public static final ConfigOption<String> PATH =
      ConfigOptions.key("path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "URI, on any Flink file system, of a model file in XGBoost's JSON or UBJ form;"
                  + " with 'name', of the root of a Warecast model registry.");

  /** Name of a model in the registry. */
  public static final ConfigOption<String> NAME =
      ConfigOptions.key("name")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of a model in the registry at 'path', such as 'demand'.");

  /** Version or alias in the registry; {@code latest} when absent. */
  public static final ConfigOption<String> VERSION =
      ConfigOptions.key("version")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With 'name': a version of the model, or an alias, which is resolved when the query"
                  + " is planned. 'latest' when absent.");

  /** Most rows that the asynchronous function scores in one call. */
  public static final ConfigOption<Integer> MAX_BATCH_ROWS =
      ConfigOptions.key("max-batch-rows")
          .intType()
          .defaultValue(1024)
          .withDescription(
              "Most rows that are scored in one call of XGBoost when ML_PREDICT runs asynchronously.");

  private XgboostOptions() {}

  static ModelSource source(ReadableConfig options) {
    String path = options.get(PATH);
    Optional<String> name = options.getOptional(NAME);
    Optional<String> version = options.getOptional(VERSION);
    if (name.isPresent()) {
      return RegistrySource.at(path, name.get(), version.orElse(ModelAliases.LATEST));
    }
    if (version.isPresent()) {
      throw new ValidationException(
          "Option 'version' names a version in a registry, but 'name' is missing: add 'name',"
              + " or leave 'version' out when 'path' is a model file.");
    }
    return FileSource.at(path);
  }

  static int maxBatchRows(ReadableConfig options) {
    int rows = options.get(MAX_BATCH_ROWS);
    if (rows < 1) {
      throw new ValidationException(
          "Option 'max-batch-rows' is %d, it must be 1 or more.".formatted(rows));
    }
    return rows;
  }
}
