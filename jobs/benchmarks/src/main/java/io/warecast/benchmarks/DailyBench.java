package io.warecast.benchmarks;

import io.warecast.benchmarks.Repeated.Rates;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.DailyForecastJob;
import io.warecast.pipeline.job.DailyOptions;
import io.warecast.pipeline.job.ForecastTargets;
import io.warecast.pipeline.job.ProgressListener;
import io.warecast.pipeline.job.RunSummary;
import io.warecast.pipeline.operator.ForecastSettings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/**
 * {@code bench daily}: predictions a minute of the daily batch over a generated lake, its Flink
 * part into a discarding sink and the whole job with its audit and publication, against raw scoring
 * with as many threads; and its writing to PostgreSQL against a bare COPY.
 */
public final class DailyBench {

  private static final int HORIZON = 7;
  private static final int TRAINING_SERIES = 1_000;
  private static final int RAW_SERIES = 2_048;
  private static final double SECONDS = 60;

  private static final int RAW_PASSES = 10;

  /** What a plain shuffle of histories before scoring left of the raw rate when it was tried. */
  private static final double FLINK_TARGET = 0.44;

  /** Half of that is left for verifying, writing four copies, the audit and the publication. */
  private static final double PUBLISHED_TARGET = 0.22;

  /** Statements with many rows each, not COPY: half its speed would be good. */
  private static final double STAGING_TARGET = 0.5;

  /** Predictions a minute that the original document asks for. */
  private static final double FLOOR = 50_000;

  private final DailyPlan plan;
  private final FlinkJobs flink;
  private final ForecastTargets targets;
  private final Consumer<String> notes;
  private final GeneratedSeries series;

  private DailyBench(
      DailyPlan plan, FlinkJobs flink, ForecastTargets targets, Consumer<String> notes) {
    this.plan = plan;
    this.flink = flink;
    this.targets = targets;
    this.notes = notes;
    this.series = GeneratedSeries.of(plan.series(), plan.days());
  }

  /**
   * Measures.
   *
   * @param flink gives an environment for each job, whose jobs run in this process
   * @param parallelism of the jobs, and threads of raw scoring
   * @param targets an empty lake and registry, and servers whose forecasts may be deleted
   * @param notes is told what is being done
   */
  public static BenchReport run(
      DailyPlan plan,
      Supplier<StreamExecutionEnvironment> flink,
      int parallelism,
      ForecastTargets targets,
      Consumer<String> notes)
      throws Exception {
    return new DailyBench(plan, new FlinkJobs(flink, parallelism), targets, notes).measure();
  }

  private BenchReport measure() throws Exception {
    notes.accept("writing a lake of %,d series x %,d days".formatted(plan.series(), plan.days()));
    GeneratedLake.write(series, targets.lake());
    Lake lake = Lake.at(targets.lake());
    notes.accept("training a model");
    ModelReference model =
        BenchModel.train(
            targets.registry(), series.first(TRAINING_SERIES), BenchModel.config(plan.quick()));
    notes.accept("raw scoring, Flink into a discarding sink, the whole job, in turns");
    ParallelScoring raw = raw(model);
    Rates jobs =
        new Repeated("predictions_per_min", 1, plan.repetitions())
            .rate("raw", () -> raw.rate() * SECONDS)
            .rate("flink", () -> discarded(lake, model))
            .rate("published", this::published)
            .rate("floor", () -> FLOOR)
            .measure();
    notes.accept("the staging sink of PostgreSQL and a bare COPY, in turns");
    Rates staging =
        new PostgresStaging(flink, targets.postgres(), ForecastRows.of(series, model, HORIZON))
            .measure(plan.repetitions());
    return report(lake, jobs, staging);
  }

  private BenchReport report(Lake lake, Rates jobs, Rates staging) {
    return new BenchReport(
        "daily",
        "%,d series with groups x %,d days, horizon %d, parallelism %d"
            .formatted(lake.seriesCount(), plan.days(), HORIZON, flink.parallelism()),
        List.of(
            jobs.of("raw"),
            jobs.of("flink"),
            jobs.of("published"),
            staging.of("copy"),
            staging.of("postgres")),
        List.of(
            Ratio.of("flink_to_raw", jobs.of("flink"), jobs.of("raw"), FLINK_TARGET),
            Ratio.of("published_to_raw", jobs.of("published"), jobs.of("raw"), PUBLISHED_TARGET),
            Ratio.of("published_to_floor", jobs.of("published"), jobs.of("floor"), 1),
            Ratio.of(
                "postgres_to_copy", staging.of("postgres"), staging.of("copy"), STAGING_TARGET)));
  }

  private ParallelScoring raw(ModelReference model) {
    int batch = ForecastSettings.DEFAULT_BATCH_SERIES;
    return new ParallelScoring(
        model,
        FeatureBlocks.of(series.first(RAW_SERIES), batch, HORIZON),
        flink.parallelism(),
        plan.quick() ? 1 : RAW_PASSES);
  }

  private double discarded(Lake lake, ModelReference model) {
    double seconds = flink.forecastAndDiscard(lake, model, GeneratedSeries.LAST_DAY, HORIZON);
    return lake.seriesCount() * HORIZON * SECONDS / seconds;
  }

  private double published() {
    DailyOptions options =
        CommandLine.populateCommand(
            new DailyOptions(), "--horizon", Integer.toString(HORIZON), "--model", BenchModel.NAME);
    Stopwatch watch = new Stopwatch();
    RunSummary summary =
        DailyForecastJob.run(flink.environment(), targets, options, ProgressListener.NONE);
    return summary.rows() * SECONDS / watch.seconds();
  }
}
