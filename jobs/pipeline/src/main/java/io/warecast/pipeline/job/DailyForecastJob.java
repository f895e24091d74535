package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.run.Audit;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunKind;
import io.warecast.pipeline.connector.lake.ForecastFiles;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.postgres.LakeMirror;
import io.warecast.pipeline.connector.postgres.PostgresForecasts;
import io.warecast.pipeline.connector.redis.RedisForecasts;
import io.warecast.pipeline.job.ProgressListener.Stage;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.run.AuditExpectations;
import io.warecast.pipeline.run.AuditLimits;
import io.warecast.pipeline.run.ForecastCsv;
import io.warecast.pipeline.run.ForecastFilesStep;
import io.warecast.pipeline.run.PublishStep;
import io.warecast.pipeline.run.RunLifecycle;
import io.warecast.pipeline.topology.SeriesTopology;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daily batch: validates its input, forecasts every series of the lake as of a day, audits what
 * it has staged and publishes it to PostgreSQL, Redis and files all at once, or changes nothing.
 */
public final class DailyForecastJob {

  private static final Logger LOG = LoggerFactory.getLogger(DailyForecastJob.class);
  private static final int LONGEST_HORIZON = 366;

  private final ForecastTargets targets;
  private final DailyOptions options;
  private final ProgressListener listener;

  private DailyForecastJob(
      ForecastTargets targets, DailyOptions options, ProgressListener listener) {
    this.targets = targets;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Runs the batch in an environment.
   *
   * @throws ActionableException when input, model or a server cannot be used, or the audit fails;
   *     what was published before is then still in place
   */
  public static RunSummary run(
      StreamExecutionEnvironment env,
      ForecastTargets targets,
      DailyOptions options,
      ProgressListener listener) {
    return new DailyForecastJob(targets, options, listener).run(env);
  }

  private RunSummary run(StreamExecutionEnvironment env) {
    if (options.horizon() < 1 || options.horizon() > LONGEST_HORIZON) {
      throw new ActionableException(
          "--horizon is %d, expected 1 to %d".formatted(options.horizon(), LONGEST_HORIZON));
    }
    options.out().ifPresent(ForecastCsv::check);
    Lake lake = Lake.at(targets.lake());
    lake.verify();
    mergeOrders(lake);
    int originDay = OriginDay.in(lake, options.asOf());
    ModelManifest model = verifiedModel(originDay);
    try (RunLifecycle runs = RunLifecycle.open(targets.postgres(), targets.redis())) {
      runs.repaired().forEach(crashed -> ForecastFiles.discardRun(targets.lake(), crashed));
      register(runs, model, originDay);
      LakeTables.bring(lake, targets.postgres());
      ForecastRun run =
          runs.begin(RunKind.DAILY, originDay, options.horizon(), model.version(), lake.snapshot());
      try {
        return forecastAndPublish(env, lake, runs, run);
      } catch (RuntimeException e) {
        runs.fail(run, String.valueOf(e.getMessage()));
        throw e;
      }
    }
  }

  /** Once a day is as often as it is worth it; a failure costs nothing but some time of reading. */
  private static void mergeOrders(Lake lake) {
    try {
      int merged = lake.streamOrders().merge(System.currentTimeMillis());
      LOG.info("{} files of orders of the stream were merged", merged);
    } catch (ActionableException e) {
      LOG.warn("Files of orders of the stream could not be merged; the next run tries again", e);
    }
  }

  /** All that forecasts may come from, which warehouses may have their own of. */
  private void register(RunLifecycle runs, ModelManifest model, int originDay) {
    ModelRegistry registry = ModelRegistry.at(targets.registry(), options.model());
    models(model.version(), originDay).stream()
        .map(ModelReference::version)
        .distinct()
        .forEach(version -> runs.register(registry.manifest(version), registry.promotion(version)));
  }

  private List<ModelReference> models(String version, int originDay) {
    return ModelsInUse.at(
        targets.registry(), options.model(), options.modelVersion(), version, originDay);
  }

  /** Loading it here tells what is wrong with it before any work is done. */
  private ModelManifest verifiedModel(int originDay) {
    ModelRegistry registry = ModelRegistry.at(targets.registry(), options.model());
    ModelManifest manifest = ModelsInUse.at(registry, options.modelVersion(), originDay);
    registry.load(manifest.version(), DemandFeatures.SCHEMA, 1).close();
    return manifest;
  }

  private RunSummary forecastAndPublish(
      StreamExecutionEnvironment env, Lake lake, RunLifecycle runs, ForecastRun run) {
    ForecastFiles files = ForecastFiles.of(targets.lake(), run.originDay(), run.runId());
    files.prepare();
    List<PublishStep> steps = new ArrayList<>();
    long series;
    ForecastFilesStep filesStep;
    Audit audit;
    try {
      stage(forecasts(env, lake, run), files, run);
      JobExecutionResult result =
          BoundedExecution.run(env, "daily forecast", List.of(stage(lake)), listener);
      series = BoundedExecution.count(result, SeriesOperator.SERIES_DONE);
      filesStep = new ForecastFilesStep(files, run);
      audit = runs.audit(run, expectations(lake, run, series));
      LakeMirror.in(targets.postgres()).addItemsOf(run.runId());
      steps.add(filesStep);
      if (audit.passed() && options.out().isPresent()) {
        steps.add(ForecastCsv.write(targets.postgres(), run, options.out().get()));
      }
    } catch (RuntimeException e) {
      files.discard();
      throw e;
    }
    // From here on the steps themselves know what to take back.
    runs.publish(run, audit, steps);
    return new RunSummary(run, audit, series, filesStep.rows());
  }

  private DataStream<Forecast> forecasts(
      StreamExecutionEnvironment env, Lake lake, ForecastRun run) {
    return SeriesTopology.forecasts(
        LakeInputs.demandAndOffers(env, lake, run.originDay()),
        LakeInputs.shared(env, lake, models(run.modelVersion(), run.originDay())),
        run.originDay(),
        lake.lastDay() + 1,
        LakeInputs.masterData(lake).categories(),
        Recalibration.of(lake.intervalFactors().at(run.originDay())),
        ForecastSettings.of(run.horizon(), run.sequence()));
  }

  private void stage(DataStream<Forecast> forecasts, ForecastFiles files, ForecastRun run) {
    forecasts
        .sinkTo(PostgresForecasts.staging(targets.postgres(), run))
        .name("postgres")
        .uid("postgres");
    forecasts.sinkTo(RedisForecasts.staging(targets.redis(), run)).name("redis").uid("redis");
    forecasts.sinkTo(files.parquet()).name("parquet").uid("parquet");
    forecasts.sinkTo(files.csv()).name("csv").uid("csv");
  }

  private static Stage stage(Lake lake) {
    return new Stage("forecasting", "series", SeriesOperator.SERIES_DONE, lake.seriesCount());
  }

  private static AuditExpectations expectations(Lake lake, ForecastRun run, long series) {
    return new AuditExpectations(
        series, RecentDemand.daily(lake, run.originDay()), AuditLimits.DEFAULT);
  }
}
