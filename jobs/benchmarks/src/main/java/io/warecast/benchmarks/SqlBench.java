package io.warecast.benchmarks;

import io.warecast.benchmarks.Repeated.Rates;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.connector.lake.Lake;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * {@code bench sql}: series a second of {@code FORECAST}, and rows a second of {@code ML_PREDICT}
 * on {@code DEMAND_FEATURES}, both from the lake into a table that discards, against the same
 * forecasts by the operator of the jobs and against {@code inplace_predict}. One subtask each.
 */
public final class SqlBench {

  private static final int TRAINING_SERIES = 1_000;
  private static final int RAW_SERIES = 2_048;
  private static final int RAW_BATCH = 128;
  private static final int WARM_UPS = 1;
  private static final double TARGET = .5;

  private static final String FEATURES =
      DemandFeatures.SCHEMA.names().stream()
          .map(name -> "`" + name + "`")
          .collect(Collectors.joining(", "));

  private final SqlPlan plan;
  private final FlinkJobs flink;
  private final GeneratedSeries series;
  private final String lakeUri;

  private SqlBench(SqlPlan plan, FlinkJobs flink, String lakeUri) {
    this.plan = plan;
    this.flink = flink;
    this.series = GeneratedSeries.of(plan.series(), plan.days());
    this.lakeUri = lakeUri;
  }

  /**
   * Measures.
   *
   * @param flink gives an environment for each job, whose jobs run in this process
   * @param lakeUri an empty lake
   * @param registry an empty registry
   * @param notes is told what is being done
   */
  public static BenchReport run(
      SqlPlan plan,
      Supplier<StreamExecutionEnvironment> flink,
      String lakeUri,
      String registry,
      Consumer<String> notes) {
    return new SqlBench(plan, new FlinkJobs(flink, 1), lakeUri).measure(registry, notes);
  }

  private BenchReport measure(String registry, Consumer<String> notes) {
    notes.accept("writing a lake of %,d series x %,d days".formatted(plan.series(), plan.days()));
    GeneratedLake.write(series, lakeUri);
    Lake lake = Lake.at(lakeUri);
    notes.accept("training a model");
    ModelReference model =
        BenchModel.train(registry, series.first(TRAINING_SERIES), BenchModel.config(plan.quick()));
    notes.accept("raw scoring, the operator, FORECAST and ML_PREDICT, in turns");
    FeatureBlocks blocks =
        FeatureBlocks.of(
            series.first(Math.min(RAW_SERIES, plan.series())), RAW_BATCH, plan.horizon());
    long count = lake.seriesCount();
    try (RawBoosters raw = RawBoosters.load(model)) {
      Rates rates =
          new Repeated("series_per_s", WARM_UPS, plan.repetitions())
              .rate("raw", () -> raw(raw, blocks))
              .rate(
                  "operator",
                  () ->
                      count / flink.forecastAndDiscard(lake, model, lake.lastDay(), plan.horizon()))
              .rate("forecast", () -> count / forecast(model))
              .rate("ml_predict", () -> count / predict(model))
              .measure();
      return report(count, rates);
    }
  }

  private BenchReport report(long count, Rates rates) {
    return new BenchReport(
        "sql",
        "%,d series with groups x %,d days, horizon %d, one subtask; jobs from submission to end"
            .formatted(count, plan.days(), plan.horizon()),
        List.of(
            rates.of("raw"),
            rates.of("operator"),
            rates.of("forecast"),
            rates.of("ml_predict"),
            rows(rates.of("ml_predict"))),
        List.of(
            Ratio.of("forecast_to_operator", rates.of("forecast"), rates.of("operator"), TARGET),
            Ratio.of(
                "ml_predict_to_operator", rates.of("ml_predict"), rates.of("operator"), TARGET),
            Ratio.of("forecast_to_raw", rates.of("forecast"), rates.of("raw"), TARGET / 2)));
  }

  private Measured rows(Measured ofSeries) {
    double[] rows = ofSeries.values().clone();
    for (int i = 0; i < rows.length; i++) {
      rows[i] *= plan.horizon();
    }
    return new Measured("ml_predict", "rows_per_s", rows);
  }

  private double raw(RawBoosters boosters, FeatureBlocks blocks) {
    Stopwatch watch = new Stopwatch();
    long predictions = 0;
    for (float[] block : blocks.rows()) {
      predictions += boosters.predict(block);
    }
    return (double) predictions / plan.horizon() / watch.seconds();
  }

  private double forecast(ModelReference model) {
    TableEnvironment sql = session(model);
    sql.executeSql(
        "CREATE TABLE discarded (warehouse_id STRING, item_id STRING, forecast ARRAY<ROW<target_date DATE, mean FLOAT, `lower` FLOAT, `upper` FLOAT>>) WITH ('connector' = 'blackhole')");
    return seconds(
        sql,
        "INSERT INTO discarded SELECT warehouse_id, item_id, FORECAST(first_day, units, %d, options) FROM series GROUP BY warehouse_id, item_id"
            .formatted(plan.horizon()));
  }

  private double predict(ModelReference model) {
    TableEnvironment sql = session(model);
    sql.executeSql(
        "CREATE TEMPORARY VIEW features AS SELECT s.warehouse_id, s.item_id, f.* FROM (SELECT warehouse_id, item_id, DEMAND_FEATURES(first_day, units, %d, options) AS features FROM series GROUP BY warehouse_id, item_id) s CROSS JOIN UNNEST(s.features) AS f"
            .formatted(plan.horizon()));
    sql.executeSql(
        "CREATE MODEL demand INPUT (%s FLOAT, demand_class STRING) OUTPUT (%s) WITH ('provider' = 'xgboost', 'path' = '%s', 'name' = '%s', 'version' = '%s')"
            .formatted(
                FEATURES.replace(",", " FLOAT,"),
                "mean FLOAT, q025 FLOAT, q25 FLOAT, q50 FLOAT, q75 FLOAT, q975 FLOAT",
                model.registry(),
                model.name(),
                model.version()));
    sql.executeSql(
        "CREATE TABLE discarded (warehouse_id STRING, item_id STRING, target_date DATE, mean FLOAT, `lower` FLOAT, `upper` FLOAT) WITH ('connector' = 'blackhole')");
    return seconds(
        sql,
        "INSERT INTO discarded SELECT warehouse_id, item_id, target_date, mean, q025, q975 FROM ML_PREDICT(TABLE features, MODEL demand, DESCRIPTOR(%s, demand_class), MAP['async', 'true', 'max-concurrent-operations', '2000'])"
            .formatted(FEATURES));
  }

  private TableEnvironment session(ModelReference model) {
    TableEnvironment sql =
        StreamTableEnvironment.create(
            flink.environment(), EnvironmentSettings.newInstance().inBatchMode().build());
    sql.getConfig()
        .set("pipeline.global-job-parameters", "warecast.registry:'" + model.registry() + "'");
    function(sql, "FORECAST", "ForecastFunction");
    function(sql, "FORECAST_OPTIONS", "ForecastOptionsFunction");
    function(sql, "DEMAND_FEATURES", "DemandFeaturesFunction");
    table(sql, "demand", "warehouse_id STRING, item_id STRING, first_day DATE, units ARRAY<FLOAT>");
    table(
        sql,
        "offers",
        "warehouse_id STRING, item_id STRING, offers ARRAY<ROW<from_day DATE, price FLOAT, promoted BOOLEAN>>");
    table(
        sql,
        "warehouses",
        "warehouse_id STRING, region STRING, time_zone STRING, calendar ARRAY<ROW<`day` DATE, kind STRING, name STRING>>, weather ARRAY<ROW<`day` DATE, issued_day DATE, temperature FLOAT, precipitation FLOAT>>");
    table(sql, "items", "item_id STRING, category STRING, department STRING");
    sql.executeSql(
        """
        CREATE TEMPORARY VIEW series AS
        SELECT d.warehouse_id, d.item_id, d.first_day, d.units,
          FORECAST_OPTIONS(warehouse_id => d.warehouse_id, item_id => d.item_id, category => i.category,
            offers => o.offers, calendar => w.calendar, weather => w.weather) AS options
        FROM demand d JOIN warehouses w ON w.warehouse_id = d.warehouse_id
        LEFT JOIN items i ON i.item_id = d.item_id
        LEFT JOIN offers o ON o.warehouse_id = d.warehouse_id AND o.item_id = d.item_id""");
    return sql;
  }

  private static void function(TableEnvironment sql, String name, String type) {
    sql.executeSql(
        "CREATE TEMPORARY SYSTEM FUNCTION %s AS 'io.warecast.udf.forecast.%s'"
            .formatted(name, type));
  }

  private void table(TableEnvironment sql, String dataSet, String columns) {
    sql.executeSql(
        "CREATE TABLE %s (%s) WITH ('connector' = 'warecast-lake', 'path' = '%s', 'data-set' = '%s')"
            .formatted(dataSet, columns, lakeUri, dataSet));
  }

  private static double seconds(TableEnvironment sql, String insert) {
    Stopwatch watch = new Stopwatch();
    try {
      sql.executeSql(insert).await();
    } catch (Exception e) {
      throw new IllegalStateException(insert + " failed", e);
    }
    return watch.seconds();
  }
}
