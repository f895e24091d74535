package io.warecast.pipeline.topology;

import io.warecast.domain.accuracy.AccuracyFigure;
import io.warecast.domain.accuracy.SeriesResiduals;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.operator.AccuracyOperator;
import io.warecast.pipeline.operator.BacktestBlock;
import io.warecast.pipeline.operator.BacktestFunction;
import io.warecast.pipeline.operator.BacktestSettings;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.operator.SeriesCatalogue;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.operator.TestedForecast;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Forecasts as of several days, made by the operators that make them in production, and held
 * against the demand that came.
 *
 * @param residuals of the tested version, one a series and origin
 * @param figures once all series have been compared
 */
public record BacktestTopology(
    DataStream<SeriesResiduals> residuals, DataStream<AccuracyFigure> figures) {

  /**
   * Builds the topology.
   *
   * @param series demand and offers up to the end of the last origin's horizon
   * @param shared calendars and models by the forecaster's name in the figures
   */
  public static BacktestTopology of(
      DataStream<SeriesInput> series,
      Map<String, DataStream<SharedInput>> shared,
      SeriesCatalogue catalogue,
      Map<String, String> categories,
      BacktestSettings settings) {
    ForecastSettings forecasting = ForecastSettings.of(settings.horizon(), 0);
    DataStream<TestedForecast> tested =
        shared.entrySet().stream()
            .map(
                entry ->
                    tested(
                        entry.getKey(),
                        SeriesTopology.forecasts(
                            "-" + entry.getKey(),
                            series,
                            entry.getValue(),
                            settings.origins(),
                            settings.countedFrom(),
                            categories,
                            Recalibration.NONE,
                            forecasting)))
            .reduce(DataStream::union)
            .orElseThrow();
    DataStream<BacktestBlock> blocks =
        series
            .keyBy(SeriesInput::key)
            .connect(
                tested.keyBy(each -> each.forecast().key(), TypeInformation.of(SeriesKey.class)))
            .process(new BacktestFunction(settings), TypeInformation.of(BacktestBlock.class))
            .name("backtest")
            .uid("backtest");
    return new BacktestTopology(residuals(blocks), figures(blocks, catalogue, settings.horizon()));
  }

  private static DataStream<TestedForecast> tested(
      String forecaster, DataStream<Forecast> forecasts) {
    return forecasts
        .map(forecast -> new TestedForecast(forecaster, forecast))
        .returns(TypeInformation.of(TestedForecast.class))
        .name("tested-" + forecaster)
        .uid("tested-" + forecaster);
  }

  private static DataStream<SeriesResiduals> residuals(DataStream<BacktestBlock> blocks) {
    return blocks
        .filter(BacktestBlock::isKept)
        .name("kept")
        .uid("kept")
        .map(BacktestBlock::residuals)
        .returns(TypeInformation.of(SeriesResiduals.class))
        .name("residuals")
        .uid("residuals");
  }

  private static DataStream<AccuracyFigure> figures(
      DataStream<BacktestBlock> blocks, SeriesCatalogue catalogue, int horizon) {
    return blocks
        .transform(
            "accuracy",
            TypeInformation.of(AccuracyFigure.class),
            new AccuracyOperator(catalogue, horizon))
        .uid("accuracy")
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
