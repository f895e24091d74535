package io.warecast.benchmarks;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.operator.ForecastFunction;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.MadeForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;

/** Real forecasts, held in memory. */
final class ForecastRows {

  private ForecastRows() {}

  /** The forecasts of all series, in their order. */
  static List<Forecast> of(GeneratedSeries series, ModelReference model, int horizon)
      throws Exception {
    List<MadeForecast> made = new ArrayList<>(series.count());
    ListCollector<MadeForecast> out = new ListCollector<>(made);
    ForecastFunction function = new ForecastFunction(ForecastSettings.of(horizon, 1), Map.of());
    function.open();
    function.activate(model);
    for (int i = 0; i < series.count(); i++) {
      boolean unused = function.apply(series.get(i), out);
    }
    function.flush(out);
    function.close();
    return made.stream().map(MadeForecast::forecast).toList();
  }
}
