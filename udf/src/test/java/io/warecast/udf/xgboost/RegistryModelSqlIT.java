package io.warecast.udf.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Quantiles;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryModelSqlIT {

  private static final int STEPS = FeatureRows.STEPS;
  private static final int WIDTH = DemandFeatures.SCHEMA.width();
  private static final Map<String, String> TYPES =
      Map.of("step", "INT", "promoted", "BOOLEAN", "weekday", "TINYINT", "log_level", "DOUBLE");

  @TempDir static Path folder;
  private static String root;

  @BeforeAll
  static void train() {
    root = folder.toUri().toString();
    TrainedModels.training(root, "v1")
        .run(TrainedModels.rows(4, TrainedModels.plan()), 4, () -> {});
    ModelRegistry.at(root, "demand").promote("v1");
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void givesTheUnitsOfTheDemandModelWhateverTheOrderOfColumns(RuntimeExecutionMode mode) {
    SqlModels sql = session(mode);
    List<String> names = new ArrayList<>(DemandFeatures.SCHEMA.names());
    Collections.reverse(names);
    createModel(sql, names, "q95 DOUBLE, mean FLOAT, q05 FLOAT, q50 FLOAT", "");
    List<Row> found =
        sql.query(
            """
            SELECT id, mean, q05, q50, q95
            FROM ML_PREDICT(TABLE features, MODEL demand, DESCRIPTOR(%s)) """
                .formatted(quoted(names)));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void aRowWithoutALevelHasNoUnits() {
    SqlModels sql = session(RuntimeExecutionMode.BATCH);
    createModel(
        sql, DemandFeatures.SCHEMA.names(), "mean FLOAT, q05 FLOAT, q50 FLOAT, q95 FLOAT", "");
    sql.run(
        "CREATE TEMPORARY VIEW blank AS SELECT "
            + DemandFeatures.SCHEMA.names().stream()
                .map(name -> "CAST(NULL AS " + type(name) + ") AS `" + name + "`")
                .collect(Collectors.joining(", ")));
    List<Row> found =
        sql.query(
            "SELECT mean, q05, q50, q95 FROM ML_PREDICT(TABLE blank, MODEL demand, DESCRIPTOR(%s))"
                .formatted(quoted(DemandFeatures.SCHEMA.names())));
    assertThat(found).containsExactly(Row.of(null, null, null, null));
  }

  @Test
  void columnsThatTheFeatureSchemaLacksAreNamed() {
    SqlModels sql = session(RuntimeExecutionMode.BATCH);
    List<String> names = new ArrayList<>(DemandFeatures.SCHEMA.names());
    names.set(names.indexOf("mean_7"), "mean_8");
    createModel(sql, names, "mean FLOAT, q05 FLOAT, q50 FLOAT, q95 FLOAT", "");
    assertThatThrownBy(() -> plan(sql))
        .hasStackTraceContaining("missing: mean_7; superfluous: mean_8");
  }

  @Test
  void outputsAreTheMeanAndTheModelsQuantiles() {
    SqlModels sql = session(RuntimeExecutionMode.BATCH);
    createModel(sql, DemandFeatures.SCHEMA.names(), "mean FLOAT, q10 FLOAT, q90 FLOAT", "");
    assertThatThrownBy(() -> plan(sql))
        .hasStackTraceContaining("OUTPUT has 3 columns, the model gives 4")
        .hasStackTraceContaining("missing: q05, q50, q95; superfluous: q10, q90");
  }

  @Test
  void aVersionThatDoesNotExistIsNamed() {
    SqlModels sql = session(RuntimeExecutionMode.BATCH);
    createModel(sql, DemandFeatures.SCHEMA.names(), "mean FLOAT", ", 'version'='v9'");
    assertThatThrownBy(() -> plan(sql)).hasStackTraceContaining("no model 'v9' in");
  }

  @Test
  void aDamagedBoosterIsRefusedWhenPlanning() throws IOException {
    TrainedModels.training(root, "damaged")
        .run(TrainedModels.rows(2, TrainedModels.plan()), 2, () -> {});
    Path booster = folder.resolve("demand/damaged/quantiles.ubj");
    byte[] bytes = Files.readAllBytes(booster);
    bytes[bytes.length / 2] ^= 1;
    Files.write(booster, bytes);
    SqlModels sql = session(RuntimeExecutionMode.BATCH);
    createModel(sql, DemandFeatures.SCHEMA.names(), "mean FLOAT", ", 'version'='damaged'");
    assertThatThrownBy(() -> plan(sql))
        .hasStackTraceContaining("damaged/quantiles.ubj")
        .hasStackTraceContaining("SHA-256");
  }

  @Test
  void quantilesAreNamedByTheirDigits() {
    assertThat(RegistrySource.outputNames(new float[] {.025f, .1f, .5f, .95f, .995f}))
        .containsExactly("mean", "q025", "q10", "q50", "q95", "q995");
  }

  private static void plan(SqlModels sql) {
    sql.tables()
        .explainSql(
            "SELECT * FROM ML_PREDICT(TABLE features, MODEL demand, DESCRIPTOR(%s))"
                .formatted(quoted(DemandFeatures.SCHEMA.names())));
  }

  private static void createModel(
      SqlModels sql, List<String> inputs, String outputs, String options) {
    sql.run(
        "CREATE MODEL demand INPUT (%s) OUTPUT (%s) WITH ('provider'='xgboost', 'path'='%s', 'name'='demand'%s)"
            .formatted(
                inputs.stream()
                    .map(name -> "`" + name + "` " + type(name))
                    .collect(Collectors.joining(", ")),
                outputs,
                root,
                options));
  }

  private static String type(String name) {
    return TYPES.getOrDefault(name, "FLOAT");
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static SqlModels session(RuntimeExecutionMode mode) {
    SqlModels sql = SqlModels.session(mode);
    sql.tables().createTemporarySystemFunction("FEATURE_ROWS", FeatureRows.class);
    StringBuilder columns = new StringBuilder("id");
    for (int i = 0; i < WIDTH; i++) {
      String name = DemandFeatures.SCHEMA.names().get(i);
      String value = "f[" + (i + 1) + "]";
      columns
          .append(", ")
          .append(
              type(name).equals("BOOLEAN")
                  ? value + " = 1"
                  : "CAST(" + value + " AS " + type(name) + ")")
          .append(" AS `" + name + "`");
    }
    sql.run(
        "CREATE TEMPORARY VIEW features AS SELECT "
            + columns
            + " FROM (VALUES (1)) AS t0 (o), LATERAL TABLE(FEATURE_ROWS())");
    return sql;
  }

  private static List<Row> expected() {
    float[] features = FeatureRows.features();
    List<Row> rows = new ArrayList<>();
    try (DemandModel model =
        ModelRegistry.at(root, "demand").load("v1", DemandFeatures.SCHEMA, 1)) {
      var ratios = model.predict(features, FeatureRows.SERIES * STEPS);
      for (int s = 0; s < FeatureRows.SERIES; s++) {
        float[] mean = new float[STEPS];
        float[][] quantiles = new float[3][STEPS];
        float level = DemandFeatures.levelOf(features, s * STEPS * WIDTH);
        ratios.toUnits(s * STEPS, level, mean, quantiles);
        Quantiles.enclose(mean, quantiles);
        for (int i = 0; i < STEPS; i++) {
          rows.add(
              Row.of(
                  s * STEPS + i,
                  mean[i],
                  quantiles[0][i],
                  quantiles[1][i],
                  (double) quantiles[2][i]));
        }
      }
    }
    return rows;
  }
}
