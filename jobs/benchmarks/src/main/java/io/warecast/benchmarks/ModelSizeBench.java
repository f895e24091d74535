package io.warecast.benchmarks;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.backtest.BacktestResult;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.BacktestJob;
import io.warecast.pipeline.job.BacktestOptions;
import io.warecast.pipeline.job.ProgressListener;
import io.warecast.pipeline.job.TrainingJob;
import io.warecast.pipeline.job.TrainingOptions;
import io.warecast.pipeline.operator.SeriesAtOrigin;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.training.TrainingConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/**
 * {@code bench model-size}: trains smaller variants of the model by production's training job, all
 * from the same rows and as of the same day, and tells what each takes in bytes and in processor
 * time, and how its forecasts of the days after fare in a backtest.
 */
public final class ModelSizeBench {

  private static final int STEPS_A_CALL = 7;
  private static final int SERIES_A_CALL = 128;
  private static final int WARM_UPS = 2;

  /** Those that a quick run takes: of each way to change a fit one. */
  private static final Set<String> QUICK =
      Set.of("half_rounds", "pruned_by_median", "half_features");

  private final ModelSizePlan plan;
  private final Supplier<StreamExecutionEnvironment> flink;
  private final String lakeUri;
  private final String registries;
  private final Consumer<String> notes;
  private final LocalDate asOf;
  private final List<Trained> trained = new ArrayList<>();

  private ModelSizeBench(
      ModelSizePlan plan,
      Supplier<StreamExecutionEnvironment> flink,
      String lakeUri,
      String registries,
      Consumer<String> notes) {
    this.plan = plan;
    this.flink = flink;
    this.lakeUri = lakeUri;
    this.registries = registries;
    this.notes = notes;
    this.asOf =
        plan.asOf()
            .orElseGet(
                () ->
                    LocalDate.ofEpochDay(
                        Lake.at(plan.lakeUri()).lastDay() - ModelSizePlan.HORIZON));
  }

  /**
   * Measures.
   *
   * @param flink gives an environment for each job
   * @param lakeUri URI of a lake that is still empty
   * @param registries URI of a folder that is still empty; each variant has a registry of its own,
   *     where there is no other version that a gate could prefer
   * @param notes is told what is being done
   */
  public static ModelSizeReport run(
      ModelSizePlan plan,
      Supplier<StreamExecutionEnvironment> flink,
      String lakeUri,
      String registries,
      Consumer<String> notes)
      throws Exception {
    return new ModelSizeBench(plan, flink, lakeUri, registries, notes).measure();
  }

  private record Trained(
      ModelVariant variant,
      ModelReference model,
      StoredBoosters boosters,
      BacktestResult backtest) {}

  private ModelSizeReport measure() throws Exception {
    notes.accept("cutting the lake");
    int origin = Math.toIntExact(asOf.toEpochDay());
    LakeCut.write(
        Lake.at(plan.lakeUri()), plan.warehouses(), origin + ModelSizePlan.HORIZON, lakeUri, flink);
    Lake lake = Lake.at(lakeUri);
    trainAll();
    List<SeriesAtOrigin> series = LakeSeries.at(lake, origin, plan.scoring().series(), flink);
    Repeated.Rates rates = rates(series);
    List<VariantFigures> variants =
        trained.stream()
            .map(
                each ->
                    VariantFigures.of(
                        each.variant(),
                        each.boosters(),
                        rates.of(each.variant().name()),
                        each.backtest()))
            .toList();
    String setting =
        "%,d series with groups, as of %s, %d days; %,d series scored, %d steps, %d series a call"
            .formatted(
                lake.seriesCount(),
                asOf,
                ModelSizePlan.HORIZON,
                series.size(),
                STEPS_A_CALL,
                SERIES_A_CALL);
    return new ModelSizeReport(ModelSizeSummary.of(variants, setting), variants);
  }

  private void trainAll() {
    TrainingConfig config = BenchModel.config(plan.scoring().quick());
    train(ModelVariant.ofDefault(config));
    StoredBoosters standard = trained.get(0).boosters();
    ModelVariant.others(config, standard.mean(), standard.quantiles(), DemandFeatures.SCHEMA)
        .stream()
        .filter(variant -> !plan.scoring().quick() || QUICK.contains(variant.name()))
        .forEach(this::train);
  }

  private void train(ModelVariant variant) {
    notes.accept("training and backtesting: " + variant.title());
    String registry = registries + "/" + variant.name();
    String version =
        TrainingJob.run(
                flink.get(),
                lakeUri,
                registry,
                CommandLine.populateCommand(
                    new TrainingOptions(),
                    "--rows=" + plan.rows(),
                    "--horizon=" + ModelSizePlan.HORIZON,
                    "--as-of=" + asOf),
                variant.config(),
                ProgressListener.NONE)
            .version();
    ModelReference model = ModelReference.global(registry, BenchModel.NAME, version);
    BacktestResult backtest =
        BacktestJob.run(
            flink.get(),
            lakeUri,
            registry,
            BacktestOptions.of(
                BenchModel.NAME, version, asOf, asOf, ModelSizePlan.HORIZON, ModelSizePlan.HORIZON),
            ProgressListener.NONE);
    trained.add(new Trained(variant, model, StoredBoosters.of(model), backtest));
  }

  /** Of all variants in turns, on the same rows, by one thread. */
  private Repeated.Rates rates(List<SeriesAtOrigin> series) {
    notes.accept("scoring %,d series with each".formatted(series.size()));
    FeatureBlocks blocks = FeatureBlocks.of(series, SERIES_A_CALL, STEPS_A_CALL);
    Repeated rates = new Repeated("predictions_per_cpu_s", WARM_UPS, plan.scoring().repetitions());
    List<DemandModel> models = new ArrayList<>();
    try {
      for (Trained each : trained) {
        DemandModel model =
            ModelRegistry.at(each.model().registry(), each.model().name())
                .load(each.model().version(), DemandFeatures.SCHEMA, 1);
        models.add(model);
        rates.work(
            each.variant().name(),
            plan.scoring().sliceMillis(),
            () -> blocks.scoreBy(model, STEPS_A_CALL));
      }
      return rates.measure();
    } finally {
      models.forEach(DemandModel::close);
    }
  }
}
