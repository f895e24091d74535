package io.warecast.pipeline.topology;

import io.warecast.domain.forecast.Forecast;
import io.warecast.pipeline.operator.CalibrationOperator;
import io.warecast.pipeline.operator.ForecastFunction;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.HeldBackFunction;
import io.warecast.pipeline.operator.HeldBackPlan;
import io.warecast.pipeline.operator.JudgedForecast;
import io.warecast.pipeline.operator.MadeForecast;
import io.warecast.pipeline.operator.OriginDays;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.operator.RowSamplingFunction;
import io.warecast.pipeline.operator.SeriesFunction;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.operator.TrainingBlock;
import io.warecast.pipeline.operator.TrainingOperator;
import io.warecast.pipeline.operator.TrialOperator;
import io.warecast.scoring.calibration.HeldBackForecast;
import io.warecast.scoring.promotion.HeldBackTrial;
import io.warecast.scoring.training.ModelCompletion;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.SamplingPlan;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Joins series and what they share to the keyed operators. Cannot tell a bounded source from an
 * unbounded one.
 */
public final class SeriesTopology {

  /** Longest time that a forecast waits for others to be scored with. */
  private static final long FLUSH_MILLIS = 5;

  private SeriesTopology() {}

  /**
   * Forecasts of every series at an origin day (epoch), those of items aligned with their groups'.
   *
   * @param countedFrom epoch day from which on the orders are all that is known of a day
   * @param categories by item id; items without a category are left out
   * @param recalibration by factors that were known at the origin
   */
  public static DataStream<Forecast> forecasts(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int originDay,
      int countedFrom,
      Map<String, String> categories,
      Recalibration recalibration,
      ForecastSettings settings) {
    return forecasts(
        "",
        series,
        shared,
        OriginDays.of(originDay),
        countedFrom,
        categories,
        recalibration,
        settings);
  }

  /**
   * As the other, as of several days.
   *
   * @param suffix of the operators' names, which tells several forecasters of one job apart
   */
  static DataStream<Forecast> forecasts(
      String suffix,
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      OriginDays origins,
      int countedFrom,
      Map<String, String> categories,
      Recalibration recalibration,
      ForecastSettings settings) {
    DataStream<MadeForecast> made =
        keyed(
            "forecast" + suffix,
            series,
            shared,
            origins,
            countedFrom,
            new ForecastFunction(settings, categories),
            TypeInformation.of(MadeForecast.class));
    return AlignedForecasts.of(made, categories, recalibration, suffix).forecasts();
  }

  /**
   * The version of a model trained from every series, once all of them have been read.
   *
   * @param countedFrom epoch day from which on the orders are all that is known of a day
   * @param categories by item id; items without a category are left out
   */
  public static DataStream<String> trainedModel(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int countedFrom,
      Map<String, String> categories,
      ModelTraining training) {
    return sampledRows(series, shared, countedFrom, categories, training.plan())
        .transform("train", Types.STRING, new TrainingOperator(training))
        .uid("train")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  /**
   * The version of a model completed by forecasts at past origins, with the boosters in use.
   *
   * @param countedFrom epoch day from which on the orders are all that is known of a day
   */
  public static DataStream<String> calibratedModel(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int countedFrom,
      HeldBackPlan plan,
      ModelCompletion completion) {
    return heldBackForecasts(
            "held-back", series, shared, countedFrom, plan, completion.categories())
        .transform("calibrate", Types.STRING, new CalibrationOperator(completion))
        .uid("calibrate")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  /**
   * What the gate makes of a version, from forecasts of the same past origins by it and by the
   * version in use.
   *
   * @param candidate calendars and the candidate's model
   * @param champion calendars and the model in use; empty when it does not take part
   * @param countedFrom epoch day from which on the orders are all that is known of a day
   */
  public static DataStream<String> judgedModel(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> candidate,
      Optional<DataStream<SharedInput>> champion,
      int countedFrom,
      HeldBackPlan plan,
      HeldBackTrial trial) {
    DataStream<JudgedForecast> judged =
        judgedForecasts("candidate", series, candidate, countedFrom, plan, trial.categories());
    if (champion.isPresent()) {
      judged =
          judged.union(
              judgedForecasts(
                  "champion", series, champion.get(), countedFrom, plan, trial.categories()));
    }
    return judged
        .transform("judge", Types.STRING, new TrialOperator(trial))
        .uid("judge")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  /** Training rows of every series. */
  static DataStream<TrainingBlock> sampledRows(
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int countedFrom,
      Map<String, String> categories,
      SamplingPlan plan) {
    return keyed(
        "sample-rows",
        series,
        shared,
        OriginDays.of(plan.lastDay()),
        countedFrom,
        new RowSamplingFunction(plan, categories),
        TypeInformation.of(TrainingBlock.class));
  }

  /** Forecasts of every series at past origins, beside what happened. */
  static DataStream<HeldBackForecast> heldBackForecasts(
      String name,
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int countedFrom,
      HeldBackPlan plan,
      Map<String, String> categories) {
    return keyed(
        name,
        series,
        shared,
        OriginDays.of(plan.lastDay()),
        countedFrom,
        new HeldBackFunction(plan, categories),
        TypeInformation.of(HeldBackForecast.class));
  }

  /**
   * The same on their way to the gate.
   *
   * @param name {@code candidate} or {@code champion}
   */
  static DataStream<JudgedForecast> judgedForecasts(
      String name,
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      int countedFrom,
      HeldBackPlan plan,
      Map<String, String> categories) {
    boolean isCandidate = name.equals("candidate");
    return heldBackForecasts("held-back-" + name, series, shared, countedFrom, plan, categories)
        .map(forecast -> new JudgedForecast(isCandidate, forecast))
        .returns(TypeInformation.of(JudgedForecast.class))
        .name("judged-" + name)
        .uid("judged-" + name);
  }

  private static <T> DataStream<T> keyed(
      String name,
      DataStream<SeriesInput> series,
      DataStream<SharedInput> shared,
      OriginDays origins,
      int countedFrom,
      SeriesFunction<T> function,
      TypeInformation<T> outputType) {
    return KeyedOperators.connect(
        name,
        series,
        shared,
        new SeriesOperator<>(function, origins, countedFrom, FLUSH_MILLIS),
        outputType);
  }
}
