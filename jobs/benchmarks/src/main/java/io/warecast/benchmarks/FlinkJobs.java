package io.warecast.benchmarks;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.run.ForecastRun;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.postgres.PostgresForecasts;
import io.warecast.pipeline.job.LakeInputs;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.topology.SeriesTopology;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Parts of the daily batch as jobs of their own, timed from submission to their end. */
record FlinkJobs(Supplier<StreamExecutionEnvironment> flink, int parallelism) {

  /** The rows that {@link #stage} writes; the job runs in this process and finds them here. */
  private static volatile List<Forecast> rows = List.of();

  /** Lake, features and scoring into a sink that discards; seconds. */
  double forecastAndDiscard(Lake lake, ModelReference model, int originDay, int horizon) {
    StreamExecutionEnvironment env = environment();
    SeriesTopology.forecasts(
            LakeInputs.history(env, lake, originDay),
            LakeInputs.shared(env, lake, List.of(model)),
            originDay,
            lake.lastDay() + 1,
            LakeInputs.masterData(lake).categories(),
            Recalibration.NONE,
            ForecastSettings.of(horizon, 1))
        .sinkTo(new DiscardingSink<>());
    Ended ended = run(env, "forecast and discard");
    Object done = ended.result().getAccumulatorResult(SeriesOperator.SERIES_DONE);
    if (!Long.valueOf(lake.seriesCount()).equals(done)) {
      throw new IllegalStateException(done + " of " + lake.seriesCount() + " series were forecast");
    }
    return ended.seconds();
  }

  /** Forecasts that lie in memory into the staging sink of PostgreSQL; seconds. */
  double stage(List<Forecast> forecasts, PostgresConfig postgres, ForecastRun run) {
    rows = forecasts;
    StreamExecutionEnvironment env = environment();
    env.fromSequence(0, forecasts.size() - 1)
        .map(i -> rows.get(i.intValue()))
        .returns(TypeInformation.of(Forecast.class))
        .sinkTo(PostgresForecasts.staging(postgres, run));
    double seconds = run(env, "stage").seconds();
    rows = List.of();
    return seconds;
  }

  StreamExecutionEnvironment environment() {
    return flink.get().setParallelism(parallelism);
  }

  /** Waits for the end of the job: on a cluster, execute() would return once it is submitted. */
  private static Ended run(StreamExecutionEnvironment env, String name) {
    Stopwatch watch = new Stopwatch();
    try {
      JobExecutionResult result = env.executeAsync(name).getJobExecutionResult().get();
      return new Ended(watch.seconds(), result);
    } catch (Exception e) {
      throw new IllegalStateException(name + " failed", e);
    }
  }

  private record Ended(double seconds, JobExecutionResult result) {}
}
