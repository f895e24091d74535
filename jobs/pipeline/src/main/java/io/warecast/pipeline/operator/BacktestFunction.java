package io.warecast.pipeline.operator;

import io.warecast.domain.accuracy.AccuracyFigure;
import io.warecast.domain.accuracy.SeriesResiduals;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.WeekdayWindow;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds each series' forecasts against the demand that came and against the baselines, which it
 * makes from the history up to the same origins. Forecasts never pass by here on their way to be
 * made: what they know is not this function's to decide.
 */
public final class BacktestFunction
    extends KeyedCoProcessFunction<SeriesKey, SeriesInput, TestedForecast, BacktestBlock> {

  private static final long serialVersionUID = 1L;
  private static final int DAYS_OF_LEVEL = 28;

  private final BacktestSettings settings;
  private transient SeriesState series;
  private transient ListState<TestedForecast> forecasts;

  @SuppressWarnings("NullAway.Init") // open() comes before anything else.
  public BacktestFunction(BacktestSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    series =
        new SeriesState(
            getRuntimeContext()::getState, settings.countedFrom(), settings.origins().keptDays());
    forecasts =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("forecasts", TypeInformation.of(TestedForecast.class)));
  }

  @Override
  public void processElement1(SeriesInput input, Context context, Collector<BacktestBlock> out)
      throws Exception {
    series.add(input);
  }

  @Override
  public void processElement2(TestedForecast tested, Context context, Collector<BacktestBlock> out)
      throws Exception {
    forecasts.add(tested);
    context
        .timerService()
        .registerEventTimeTimer(OriginDays.closedEverywhere(settings.origins().lastDay()));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<BacktestBlock> out)
      throws Exception {
    Map<Integer, List<TestedForecast>> byOrigin = new TreeMap<>();
    for (TestedForecast tested : forecasts.get()) {
      byOrigin.computeIfAbsent(tested.forecast().originDay(), day -> new ArrayList<>()).add(tested);
    }
    forecasts.clear();
    for (List<TestedForecast> atOrigin : byOrigin.values()) {
      // The tested version's comes first, whatever the order of arrival.
      atOrigin.sort((a, b) -> Boolean.compare(isModel(b), isModel(a)));
      out.collect(block(atOrigin));
    }
  }

  private static boolean isModel(TestedForecast tested) {
    return tested.forecaster().equals(AccuracyFigure.MODEL);
  }

  private BacktestBlock block(List<TestedForecast> tested) throws Exception {
    Forecast forecast = tested.get(0).forecast();
    int origin = forecast.originDay();
    DemandHistory whole = series.historyUpTo(origin + settings.horizon());
    DemandHistory history = whole.upTo(origin);
    List<Prediction> predictions = new ArrayList<>();
    tested.forEach(each -> predictions.add(Prediction.of(each.forecaster(), each.forecast())));
    List<float[]> baselines = new ArrayList<>();
    for (BaselineForecaster baseline : BaselineForecaster.values()) {
      Prediction made =
          Prediction.of(baseline, history, origin, forecast.levels(), settings.horizon());
      baselines.add(made.mean());
      predictions.add(made);
    }
    for (WeekdayWindow window : WeekdayWindow.values()) {
      predictions.add(
          Prediction.of(window, history, origin, forecast.levels(), settings.horizon()));
    }
    SeriesResiduals residuals =
        new SeriesResiduals(
            forecast.key(),
            origin,
            DemandClass.of(forecast.key(), history, origin),
            forecast.method(),
            level(history, origin),
            actual(whole, origin),
            forecast.mean(),
            forecast.levels(),
            forecast.quantiles(),
            baselines.toArray(float[][]::new));
    return new BacktestBlock(
        residuals,
        settings.keeps(forecast.key()),
        sold(history, series.offers(), origin),
        history,
        predictions.toArray(Prediction[]::new));
  }

  private float[] actual(DemandHistory whole, int origin) {
    float[] actual = new float[settings.horizon()];
    for (int step = 1; step <= actual.length; step++) {
      actual[step - 1] = whole.at(origin + step);
    }
    return actual;
  }

  private static float level(DemandHistory history, int origin) {
    double sum = 0;
    int known = 0;
    for (int day = origin - DAYS_OF_LEVEL + 1; day <= origin; day++) {
      float units = history.at(day);
      if (!Float.isNaN(units)) {
        sum += units;
        known++;
      }
    }
    return known == 0 ? 0 : (float) (sum / known);
  }

  private static double sold(DemandHistory history, OfferTimeline offers, int origin) {
    double sold = 0;
    for (int day = origin - DAYS_OF_LEVEL + 1; day <= origin; day++) {
      float units = history.at(day);
      float price = offers.price(day);
      if (!Float.isNaN(units)) {
        sold += Float.isNaN(price) ? units : (double) units * price;
      }
    }
    return sold;
  }
}
