package io.warecast.udf.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.scoring.PlainBoosters;
import io.warecast.scoring.model.XgboostModel;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XgboostSqlIT {

  private static final int ROWS = 5_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "BATCH, true, json",
    "BATCH, false, ubj",
    "STREAMING, true, ubj",
    "STREAMING, false, json"
  })
  void predictsWhatTheModelPredictsBitByBit(
      RuntimeExecutionMode mode, boolean async, String format) {
    byte[] booster = PlainBoosters.regression(format, PlainBoosters.NAMES);
    String path = SqlModels.write(folder.resolve("model." + format), booster);
    SqlModels sql = session(mode);
    sql.run(
        """
        CREATE MODEL m INPUT (weekend BOOLEAN, price DECIMAL(9, 3), visits BIGINT)
        OUTPUT (units FLOAT) WITH ('provider'='xgboost', 'path'='%s')"""
            .formatted(path));
    List<Row> rows =
        sql.query(
            """
            SELECT price, visits, weekend, units
            FROM ML_PREDICT(TABLE shops, MODEL m, DESCRIPTOR(weekend, price, visits),
              MAP['async', '%s', 'max-concurrent-operations', '500'])"""
                .formatted(async));
    assertThat(rows).hasSize(ROWS);
    assertThat(rows).anyMatch(row -> row.getField(0) == null);
    assertEqualsDirectScoring(booster, rows);
  }

  @Test
  void everyNumericTypeAndNullGoIn() {
    String path = SqlModels.write(folder.resolve("model.ubj"), PlainBoosters.regression("ubj"));
    SqlModels sql = session(RuntimeExecutionMode.BATCH);
    for (String type :
        List.of("TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL(5, 1)")) {
      sql.run(
          """
          CREATE MODEL m INPUT (a %1$s, b %1$s, c %1$s) OUTPUT (p DOUBLE)
          WITH ('provider'='xgboost', 'path'='%2$s')"""
              .formatted(type, path));
      sql.run(
          "CREATE TEMPORARY VIEW typed AS SELECT CAST(7 AS %1$s) AS a, CAST(NULL AS %1$s) AS b, CAST(1 AS %1$s) AS c"
              .formatted(type));
      List<Row> rows =
          sql.query("SELECT p FROM ML_PREDICT(TABLE typed, MODEL m, DESCRIPTOR(a, b, c))");
      float expected = direct(PlainBoosters.regression("ubj"), 7, Float.NaN, 1)[0];
      assertThat(rows).as(type).containsExactly(Row.of((double) expected));
      sql.run("DROP TEMPORARY VIEW typed");
      sql.run("DROP MODEL m");
    }
  }

  @ParameterizedTest
  @CsvSource({"json", "ubj"})
  void severalOutputsFillSeveralColumns(String format) {
    byte[] booster = PlainBoosters.classes(3, format);
    String path = SqlModels.write(folder.resolve("classes"), booster);
    SqlModels sql = session(RuntimeExecutionMode.STREAMING);
    sql.run(
        """
        CREATE MODEL m INPUT (a FLOAT, b FLOAT, c FLOAT) OUTPUT (p0 FLOAT, p1 FLOAT, p2 FLOAT)
        WITH ('provider'='xgboost', 'path'='%s', 'max-batch-rows'='7')"""
            .formatted(path));
    sql.run(
        """
        CREATE TEMPORARY VIEW floats AS SELECT CAST(price AS FLOAT) AS a,
          CAST(visits AS FLOAT) AS b, CAST(CAST(weekend AS INT) AS FLOAT) AS c FROM shops""");
    List<Row> rows =
        sql.query("SELECT * FROM ML_PREDICT(TABLE floats, MODEL m, DESCRIPTOR(a, b, c))");
    assertThat(rows).hasSize(ROWS);
    assertEqualsDirectScoring(booster, rows);
  }

  @Test
  void aFileThatChangesBetweenPlanAndRunIsRefused() {
    Path file = folder.resolve("model.ubj");
    ModelSource source = FileSource.at(SqlModels.write(file, PlainBoosters.regression("ubj")));
    SqlModels.write(file, PlainBoosters.classes(2, "ubj"));
    assertThatThrownBy(source::open)
        .hasMessageContaining(file.toUri().toString())
        .hasMessageContaining("has changed since the query was planned");
  }

  /** Rows of three features in the model's order, then the predictions. */
  private static void assertEqualsDirectScoring(byte[] booster, List<Row> rows) {
    float[] features = new float[rows.size() * 3];
    for (int i = 0; i < features.length; i++) {
      features[i] = number(rows.get(i / 3).getField(i % 3));
    }
    try (XgboostModel model = XgboostModel.load(booster, 1)) {
      float[][] expected = model.predict(features, rows.size());
      for (int i = 0; i < expected.length; i++) {
        float[] found = new float[model.outputs()];
        for (int o = 0; o < found.length; o++) {
          found[o] = (Float) rows.get(i).getField(3 + o);
        }
        assertThat(found).as("row %s", rows.get(i)).isEqualTo(expected[i]);
      }
    }
  }

  private static float[] direct(byte[] booster, float... row) {
    try (XgboostModel model = XgboostModel.load(booster, 1)) {
      return model.predict(row, 1)[0];
    }
  }

  private static float number(Object value) {
    if (value == null) {
      return Float.NaN;
    }
    return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).floatValue();
  }

  private static SqlModels session(RuntimeExecutionMode mode) {
    SqlModels sql = SqlModels.session(mode);
    sql.run(
        """
        CREATE TABLE numbers (id BIGINT) WITH ('connector'='datagen', 'fields.id.kind'='sequence',
          'fields.id.start'='1', 'fields.id.end'='%1$d', 'number-of-rows'='%1$d', 'rows-per-second'='1000000')"""
            .formatted(ROWS));
    sql.run(
        """
        CREATE TEMPORARY VIEW shops AS SELECT
          CASE WHEN MOD(id, 11) <> 0 THEN CAST(1 + MOD(id * 7919, 19000) / 1000.0 AS DECIMAL(9, 3)) END AS price,
          CASE WHEN MOD(id, 13) <> 0 THEN MOD(id * 31, 200) END AS visits,
          CASE WHEN MOD(id, 17) <> 0 THEN MOD(id, 7) >= 5 END AS weekend
        FROM numbers""");
    return sql;
  }
}
