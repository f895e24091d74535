package io.warecast.pipeline.job;

import io.warecast.domain.accuracy.AccuracyFigure;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.pipeline.backtest.BacktestReport;
import io.warecast.pipeline.backtest.BacktestResult;
import io.warecast.pipeline.connector.lake.BacktestFiles;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ProgressListener.Stage;
import io.warecast.pipeline.operator.BacktestSettings;
import io.warecast.pipeline.operator.OriginDays;
import io.warecast.pipeline.operator.SeriesCatalogue;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.topology.BacktestTopology;
import io.warecast.scoring.registry.ModelRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Forecasts the lake as of several days of the past, by the operators that forecast in production,
 * and holds the forecasts against what came, against the baselines and against another version.
 */
public final class BacktestJob {

  /** Days of items whose residuals are kept in all; of more items a share is kept. */
  private static final double MOST_RESIDUALS = 6e6;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final StreamExecutionEnvironment env;
  private final Lake lake;
  private final String registry;
  private final BacktestOptions options;

  private BacktestJob(
      StreamExecutionEnvironment env, Lake lake, String registry, BacktestOptions options) {
    this.env = env;
    this.lake = lake;
    this.registry = registry;
    this.options = options;
  }

  /**
   * Runs the backtest and writes its report into the lake.
   *
   * @param lakeUri root of the lake
   * @param registry root of the model registry
   * @throws io.warecast.domain.ActionableException when lake, versions or origins cannot be used
   */
  public static BacktestResult run(
      StreamExecutionEnvironment env,
      String lakeUri,
      String registry,
      BacktestOptions options,
      ProgressListener listener) {
    Lake lake = Lake.at(lakeUri);
    lake.verify();
    return new BacktestJob(env, lake, registry, options).run(lakeUri, listener);
  }

  private BacktestResult run(String lakeUri, ProgressListener listener) {
    List<Integer> origins = BacktestOrigins.in(lake, options);
    ModelManifest tested = verified(options.modelVersion());
    Optional<ModelManifest> champion = champion(tested);
    String id = STAMP.format(Instant.now()) + "-" + tested.version();
    BacktestFiles files = BacktestFiles.of(lakeUri, id);
    files.prepare();
    Map<String, DataStream<SharedInput>> shared = new LinkedHashMap<>();
    shared.put(AccuracyFigure.MODEL, shared(AccuracyFigure.MODEL, options.modelVersion(), tested));
    champion.ifPresent(
        manifest ->
            shared.put(
                AccuracyFigure.CHAMPION,
                shared(
                    AccuracyFigure.CHAMPION,
                    options.against().orElse(ModelAliases.LATEST),
                    manifest)));
    execute(origins, shared, files, listener);
    BacktestResult result =
        new BacktestResult(
            id,
            tested.name(),
            tested.version(),
            champion.map(ModelManifest::version),
            origins,
            origins.stream().filter(origin -> hasSeen(tested, origin)).toList(),
            options.horizon(),
            files.readFigures(),
            files);
    BacktestReport.write(result);
    return result;
  }

  /** Loading it here tells what is wrong with it before any work is done. */
  private ModelManifest verified(String aliasOrVersion) {
    ModelRegistry models = ModelRegistry.at(registry, options.model());
    ModelManifest manifest = models.manifest(aliasOrVersion);
    models.load(manifest.version(), DemandFeatures.SCHEMA, 1).close();
    return manifest;
  }

  /** The version to be held against; none when that is the tested one itself. */
  private Optional<ModelManifest> champion(ModelManifest tested) {
    ModelAliases aliases = ModelRegistry.at(registry, options.model()).aliases();
    Optional<String> latest = Optional.ofNullable(aliases.versions().get(ModelAliases.LATEST));
    return options
        .against()
        .or(() -> latest)
        .map(this::verified)
        .filter(champion -> !champion.version().equals(tested.version()));
  }

  private static boolean hasSeen(ModelManifest model, int origin) {
    return LocalDate.parse(model.trainedTo()).toEpochDay() > origin;
  }

  private DataStream<SharedInput> shared(String forecaster, String asked, ModelManifest manifest) {
    return LakeInputs.shared(
        env,
        lake,
        ModelsInUse.of(registry, options.model(), asked, manifest.version()),
        "-" + forecaster);
  }

  private void execute(
      List<Integer> origins,
      Map<String, DataStream<SharedInput>> shared,
      BacktestFiles files,
      ProgressListener listener) {
    int lastDay = origins.get(origins.size() - 1) + options.horizon();
    double days = (double) lake.seriesCount() * origins.size() * options.horizon();
    BacktestSettings settings =
        new BacktestSettings(
            new OriginDays(origins.stream().mapToInt(Integer::intValue).toArray(), lastDay),
            options.horizon(),
            lake.lastDay() + 1,
            Math.min(1, MOST_RESIDUALS / Math.max(1, days)));
    BacktestTopology topology =
        BacktestTopology.of(
            LakeInputs.demandAndOffers(env, lake, lastDay),
            shared,
            SeriesCatalogue.of(lake.warehouses(), lake.items()),
            LakeInputs.masterData(lake).categories(),
            settings);
    topology.residuals().sinkTo(files.residuals()).name("store-residuals").uid("store-residuals");
    topology
        .figures()
        .sinkTo(files.figures())
        .setParallelism(1)
        .name("store-figures")
        .uid("store-figures");
    long forecasts = lake.seriesCount() * origins.size() * shared.size();
    BoundedExecution.run(
        env,
        "backtest",
        List.of(new Stage("forecasting", "series", SeriesOperator.SERIES_DONE, forecasts)),
        listener);
  }
}
