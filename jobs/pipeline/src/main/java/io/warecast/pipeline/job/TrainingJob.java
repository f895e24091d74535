package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelManifest;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ProgressListener.Stage;
import io.warecast.pipeline.operator.SeriesOperator;
import io.warecast.pipeline.operator.TrainingOperator;
import io.warecast.pipeline.topology.SeriesTopology;
import io.warecast.scoring.promotion.CandidatePromotion;
import io.warecast.scoring.promotion.GateLimits;
import io.warecast.scoring.promotion.PromotionGate;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.SamplingPlan;
import io.warecast.scoring.training.TrainingConfig;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Trains a model from the lake as of a day; the promotion gate decides whether it becomes the
 * registry's {@code latest} or stays its {@code candidate}. The lake is read by the keyed operator
 * that forecasts use, so that rows and forecasts see the same features.
 */
public final class TrainingJob {

  private static final int FEWEST_ROWS_PER_SERIES = 8;

  /** More rows of one series repeat each other: its days are used many times over by then. */
  private static final int MOST_ROWS_PER_SERIES = 4_000;

  private TrainingJob() {}

  /**
   * Trains, registers and puts the version before the gate, whose decision the registry has.
   *
   * @param lakeUri root of the lake
   * @param registry root of the model registry
   * @return the manifest of the version, which is the earlier one when nothing that it depends on
   *     has changed
   * @throws ActionableException when lake or registry cannot be used or there is too little to
   *     learn from
   */
  public static ModelManifest run(
      StreamExecutionEnvironment env,
      String lakeUri,
      String registry,
      TrainingOptions options,
      ProgressListener listener) {
    Lake lake = Lake.at(lakeUri);
    lake.verify();
    ModelTraining training = training(lake, registry, options);
    ModelRegistry models = ModelRegistry.at(registry, options.model());
    if (!models.has(training.version())) {
      SeriesTopology.trainedModel(
              LakeInputs.demandAndOffers(env, lake, training.plan().lastDay()),
              LakeInputs.shared(env, lake, List.of()),
              lake.lastDay() + 1,
              training)
          .sinkTo(new DiscardingSink<>())
          .setParallelism(1)
          .uid("done");
      BoundedExecution.run(env, "training", stages(lake, training), listener);
    }
    new CandidatePromotion(models, new PromotionGate(GateLimits.STANDARD))
        .proposeByValidation(training.version());
    return models.manifest(training.version());
  }

  private static List<Stage> stages(Lake lake, ModelTraining training) {
    return List.of(
        new Stage("drawing rows", "series", SeriesOperator.SERIES_DONE, lake.seriesCount()),
        new Stage("training", "rounds", TrainingOperator.ROUNDS_DONE, training.rounds()));
  }

  private static ModelTraining training(Lake lake, String registry, TrainingOptions options) {
    int lastDay = OriginDay.in(lake, options.asOf());
    long perSeries = options.rows() / Math.max(1, lake.seriesCount());
    SamplingPlan plan =
        new SamplingPlan(
            lastDay,
            options.days(),
            options.horizon(),
            (int) Math.max(FEWEST_ROWS_PER_SERIES, Math.min(MOST_ROWS_PER_SERIES, perSeries)),
            options.seed());
    TrainingConfig config =
        TrainingConfig.defaults(options.seed(), Runtime.getRuntime().availableProcessors());
    return new ModelTraining(
        registry, options.model(), version(lake, plan, config), lake.snapshot(), plan, config);
  }

  /** The day and a checksum of everything else that the model follows from. */
  private static String version(Lake lake, SamplingPlan plan, TrainingConfig config) {
    CRC32C inputs = new CRC32C();
    String text =
        String.join(
            "\n",
            lake.snapshot(),
            DemandFeatures.SCHEMA.hash(),
            plan.toString(),
            config.identity());
    inputs.update(text.getBytes(StandardCharsets.UTF_8));
    return "%s-%08x"
        .formatted(
            LocalDate.ofEpochDay(plan.lastDay()).format(DateTimeFormatter.BASIC_ISO_DATE),
            inputs.getValue());
  }
}
