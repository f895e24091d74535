package io.warecast.pipeline.topology;

import io.warecast.pipeline.operator.HeldBackPlan;
import io.warecast.pipeline.operator.JudgedForecast;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.operator.TrainingBlock;
import io.warecast.pipeline.operator.WarehouseCalibrations;
import io.warecast.pipeline.operator.WarehouseFits;
import io.warecast.pipeline.operator.WarehouseOperator;
import io.warecast.pipeline.operator.WarehouseTrials;
import io.warecast.pipeline.operator.WarehouseWork;
import io.warecast.scoring.calibration.HeldBackForecast;
import io.warecast.scoring.promotion.HeldBackTrial;
import io.warecast.scoring.training.ModelCompletion;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.SamplingPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What {@link SeriesTopology} does for the model of all warehouses, for a model of each: the same
 * keyed stages, and behind them tasks that work for one warehouse at a time, in parallel. They give
 * out the warehouses that they are done with.
 */
public final class WarehouseTopology {

  private WarehouseTopology() {}

  /**
   * Models trained from the series of their warehouses.
   *
   * @param countedFrom epoch day from which on the orders are all that is known of a day
   * @param categories by item id; items without a category are left out
   * @param plan that rows are drawn by; of all trainings
   * @param trainings by warehouse; series of others are left out
   */
  public static DataStream<String> trainedModels(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int countedFrom,
      Map<String, String> categories,
      SamplingPlan plan,
      SortedMap<String, ModelTraining> trainings) {
    DataStream<TrainingBlock> rows =
        SeriesTopology.sampledRows(of(trainings, series), shared, countedFrom, categories, plan);
    return byWarehouse("train-warehouses", rows, trainings, new WarehouseFits(trainings));
  }

  /**
   * Models completed by forecasts at past origins.
   *
   * @param shared calendars and the boosters of each warehouse
   * @param countedFrom as above
   * @param categories as above
   * @param completions by warehouse
   */
  public static DataStream<String> calibratedModels(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int countedFrom,
      Map<String, String> categories,
      HeldBackPlan plan,
      SortedMap<String, ModelCompletion> completions) {
    DataStream<HeldBackForecast> forecasts =
        SeriesTopology.heldBackForecasts(
            "held-back", of(completions, series), shared, countedFrom, plan, categories);
    return byWarehouse(
        "calibrate-warehouses", forecasts, completions, new WarehouseCalibrations(completions));
  }

  /**
   * What the gate says of models of single warehouses against that of all.
   *
   * @param candidates calendars and the candidate of each warehouse
   * @param champion calendars and the model of all
   * @param countedFrom as above
   * @param categories as above
   * @param trials by warehouse
   */
  public static DataStream<String> judgedModels(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> candidates,
      DataStream<SharedInput> champion,
      int countedFrom,
      Map<String, String> categories,
      HeldBackPlan plan,
      SortedMap<String, HeldBackTrial> trials) {
    DataStream<SeriesInput> ofThem = of(trials, series);
    DataStream<JudgedForecast> judged =
        SeriesTopology.judgedForecasts(
                "candidate", ofThem, candidates, countedFrom, plan, categories)
            .union(
                SeriesTopology.judgedForecasts(
                    "champion", ofThem, champion, countedFrom, plan, categories));
    return byWarehouse("judge-warehouses", judged, trials, new WarehouseTrials(trials));
  }

  private static DataStream<SeriesInput> of(
      SortedMap<String, ?> byWarehouse, DataStream<SeriesInput> series) {
    HashSet<String> ids = new HashSet<>(byWarehouse.keySet());
    return series
        .filter(input -> ids.contains(input.key().warehouseId()))
        .name("of-warehouses")
        .uid("of-warehouses");
  }

  private static <T> DataStream<String> byWarehouse(
      String name, DataStream<T> input, SortedMap<String, ?> byWarehouse, WarehouseWork<T> work) {
    return WarehouseOperator.of(name, input, List.copyOf(byWarehouse.keySet()), work);
  }
}
