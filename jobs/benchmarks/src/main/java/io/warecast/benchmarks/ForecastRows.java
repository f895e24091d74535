package io.warecast.benchmarks;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.operator.ForecastFunction;
import io.warecast.pipeline.operator.ForecastSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;

/** Real forecasts, held in memory. */
final class ForecastRows {

  private ForecastRows() {}

  /** The forecasts of all series, in their order. */
  static List<Forecast> of(GeneratedSeries series, ModelReference model, int horizon)
      throws Exception {
    List<Forecast> forecasts = new ArrayList<>(series.count());
    ListCollector<Forecast> out = new ListCollector<>(forecasts);
    ForecastFunction function =
        new ForecastFunction(
            new ForecastSettings(horizon, 1, ForecastSettings.DEFAULT_BATCH_SERIES));
    function.open();
    function.activate(model);
    for (int i = 0; i < series.count(); i++) {
      boolean unused = function.apply(series.get(i), out);
    }
    function.flush(out);
    function.close();
    return forecasts;
  }
}
