package io.warecast.udf.forecast;

import io.warecast.udf.accuracy.CoverageFunction;
import io.warecast.udf.accuracy.DemandAnomalyFunction;
import io.warecast.udf.accuracy.PinballFunction;
import io.warecast.udf.accuracy.RmsseFunction;
import io.warecast.udf.accuracy.WapeFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A local SQL session with the functions, and the demand of a few series. */
final class ForecastSession {

  static final Map<String, Class<? extends UserDefinedFunction>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("FORECAST", ForecastFunction.class),
          Map.entry("FORECAST_STREAM", ForecastStreamFunction.class),
          Map.entry("FORECAST_OPTIONS", ForecastOptionsFunction.class),
          Map.entry("DEMAND_FEATURES", DemandFeaturesFunction.class),
          Map.entry("SEASONAL_BASELINE", SeasonalBaselineFunction.class),
          Map.entry("ALIGNMENT_GROUP", AlignmentGroupFunction.class),
          Map.entry("ALIGNMENT_RATIOS", AlignmentRatiosFunction.class),
          Map.entry("ALIGN_FORECAST", AlignForecastFunction.class),
          Map.entry("WAPE", WapeFunction.class),
          Map.entry("RMSSE", RmsseFunction.class),
          Map.entry("PINBALL", PinballFunction.class),
          Map.entry("COVERAGE", CoverageFunction.class),
          Map.entry("DEMAND_ANOMALY", DemandAnomalyFunction.class));

  private final TableEnvironment session;

  private ForecastSession(TableEnvironment session) {
    this.session = session;
  }

  static ForecastSession open(RuntimeExecutionMode mode, String registry) {
    EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
    TableEnvironment session =
        TableEnvironment.create(
            mode == RuntimeExecutionMode.BATCH
                ? settings.inBatchMode().build()
                : settings.inStreamingMode().build());
    session.getConfig().set("parallelism.default", "2");
    session.getConfig().set("pipeline.object-reuse", "true");
    session.getConfig().set("pipeline.generic-types", "false");
    session
        .getConfig()
        .set("pipeline.global-job-parameters", "warecast.registry:'" + registry + "'");
    FUNCTIONS.forEach(
        (name, function) ->
            session.executeSql("CREATE FUNCTION %s AS '%s'".formatted(name, function.getName())));
    session.createTemporarySystemFunction("DEMAND_ROWS", DemandRows.class);
    session.executeSql(
        "CREATE TEMPORARY VIEW days AS SELECT warehouse_id, item_id, `day`, units FROM (VALUES (1)) AS t0 (o), LATERAL TABLE(DEMAND_ROWS())");
    return new ForecastSession(session);
  }

  void run(String sql) {
    session.executeSql(sql);
  }

  List<Row> query(String sql) {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = session.executeSql(sql).collect()) {
      results.forEachRemaining(rows::add);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }
}
