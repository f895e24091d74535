package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.DeadLetterJson;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.connector.delivery.EncodedForecast;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import io.warecast.pipeline.connector.kafka.KafkaSinks;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.postgres.ModelVersions;
import io.warecast.pipeline.connector.postgres.PostgresDemandDays;
import io.warecast.pipeline.connector.postgres.PostgresFeatureSnapshots;
import io.warecast.pipeline.connector.postgres.PostgresForecasts;
import io.warecast.pipeline.connector.postgres.PostgresMonitoring;
import io.warecast.pipeline.connector.postgres.PostgresSchema;
import io.warecast.pipeline.connector.postgres.PostgresShadowForecasts;
import io.warecast.pipeline.connector.postgres.RegisteredVersion;
import io.warecast.pipeline.connector.redis.LiveFeatures;
import io.warecast.pipeline.connector.redis.LiveForecasts;
import io.warecast.pipeline.operator.ContinuousSettings;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.operator.intake.IntakeSettings;
import io.warecast.pipeline.operator.intake.MasterData;
import io.warecast.pipeline.topology.ContinuousTopology;
import io.warecast.pipeline.topology.Monitoring;
import io.warecast.pipeline.topology.OrderIntake;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The continuous job: starts from the lake's history, counts the orders that came after it, and
 * keeps the forecasts of every series current in Redis, Kafka and PostgreSQL.
 */
public final class ContinuousForecastJob {

  private static final int LONGEST_HORIZON = 366;

  /** Longest time that a forecast, or the sum of a group, waits for others. */
  private static final long FLUSH_MILLIS = 5;

  /** Little beside the second in which an order is to be seen, much for the size of batches. */
  private static final long GATHER_MILLIS = 20;

  private final ForecastTargets targets;
  private final KafkaConfig kafka;
  private final ContinuousOptions options;

  private ContinuousForecastJob(
      ForecastTargets targets, KafkaConfig kafka, ContinuousOptions options) {
    this.targets = targets;
    this.kafka = kafka;
    this.options = options;
  }

  /**
   * Adds the job to an environment, which is then to be executed.
   *
   * @throws ActionableException when an option, the lake, the model or PostgreSQL cannot be used
   */
  public static void build(
      StreamExecutionEnvironment env,
      ForecastTargets targets,
      KafkaConfig kafka,
      ContinuousOptions options) {
    options.check();
    PostgresSchema.migrate(targets.postgres());
    new ContinuousForecastJob(targets, kafka, options).build(env);
  }

  private void build(StreamExecutionEnvironment env) {
    Lake lake = Lake.at(targets.lake());
    lake.verify();
    LakeTables.bring(lake, targets.postgres());
    MasterData masterData = LakeInputs.masterData(lake);
    List<ModelReference> models = ModelsInUse.of(targets.registry(), options.model());
    ContinuousSources sources =
        new ContinuousSources(env, kafka, masterData, options, targets.registry());
    OrderIntake intake =
        OrderIntake.of(
            sources.orders(), masterData, new IntakeSettings(options.latenessDays(), FLUSH_MILLIS));
    ContinuousTopology topology =
        ContinuousTopology.of(
            LakeInputs.history(env, lake, lake.lastDay()),
            intake.changes(),
            sources.series(),
            LakeInputs.shared(env, lake, models),
            sources.shared(versions(models)),
            intake.profiles(),
            masterData.categories(),
            Recalibration.LEARNED,
            settings(masterData));
    register(env, models, sources.activated());
    sink("lake-orders", intake.accepted(), lake.streamOrders().sink());
    sink("lake-interval-factors", topology.intervalFactors(), lake.intervalFactors().sink());
    serve(topology, sources.refusals());
    keep(topology, lake.snapshot());
    watch(Monitoring.of(topology, options.latenessDays(), targets.registry(), options.model()));
    List<DataStream<DeadLetter>> refused = new ArrayList<>(sources.deadLetters());
    sink(
        "kafka-dead-letters",
        refused.stream().reduce(intake.deadLetters(), DataStream::union),
        KafkaSinks.deadLetters(kafka, DeadLetterJson::encode));
  }

  /** Versions go into PostgreSQL, so that each forecast there can be traced to its model. */
  private void register(
      StreamExecutionEnvironment env,
      List<ModelReference> atStart,
      DataStream<ModelReference> activated) {
    DataStream<ModelReference> started =
        env.fromData(atStart, TypeInformation.of(ModelReference.class))
            .setParallelism(1)
            .uid("models-at-start");
    DataStream<RegisteredVersion> versions =
        started
            .union(activated)
            .filter(model -> !model.isWithdrawn())
            .setParallelism(1)
            .uid("named-models")
            .map(ContinuousForecastJob::registered)
            .returns(TypeInformation.of(RegisteredVersion.class))
            .name("model-versions")
            .uid("model-versions")
            .setParallelism(1);
    sinkApart("postgres-model-versions", versions, ModelVersions.sink(targets.postgres()));
  }

  private static RegisteredVersion registered(ModelReference model) {
    ModelRegistry registry = ModelRegistry.at(model.registry(), model.name());
    return RegisteredVersion.of(
        registry.manifest(model.version()), registry.promotion(model.version()));
  }

  /** What readers wait for: one hop from the operators. */
  private void serve(ContinuousTopology topology, DataStream<ForecastReply> refusals) {
    DataStream<EncodedForecast> encoded =
        topology
            .forecasts()
            .map(EncodedForecast::of)
            .returns(EncodedForecast.class)
            .name("encode-forecasts")
            .uid("encode-forecasts");
    sink("redis-forecasts", encoded, LiveForecasts.sink(targets.redis()));
    sink("kafka-forecasts", encoded, KafkaSinks.forecasts(kafka));
    sink("kafka-replies", topology.replies(), KafkaSinks.replies(kafka));
    sinkApart("kafka-refusals", topology.refusals().union(refusals), KafkaSinks.replies(kafka));
    sinkApart("redis-features", topology.features(), LiveFeatures.sink(targets.redis()));
  }

  /** What is kept of each close. */
  private void keep(ContinuousTopology topology, String snapshot) {
    sinkApart(
        "postgres-forecasts",
        topology.closingForecasts(),
        PostgresForecasts.continuous(targets.postgres(), snapshot));
    sinkApart(
        "postgres-shadow-forecasts",
        topology.shadowForecasts(),
        PostgresShadowForecasts.sink(targets.postgres()));
    sinkApart(
        "postgres-features",
        topology.closingFeatures(),
        PostgresFeatureSnapshots.sink(targets.postgres()));
    sinkApart(
        "postgres-demand", topology.demandDays(), PostgresDemandDays.sink(targets.postgres()));
  }

  /** How forecasts do. */
  private void watch(Monitoring monitoring) {
    sink(
        "postgres-accuracy", monitoring.figures(), PostgresMonitoring.accuracy(targets.postgres()));
    sink("postgres-drift", monitoring.stability(), PostgresMonitoring.drift(targets.postgres()));
    sink("postgres-alerts", monitoring.alerts(), PostgresMonitoring.alerts(targets.postgres()));
    sink("kafka-alerts", monitoring.alerts(), KafkaSinks.alerts(kafka));
  }

  /** Shares the task of what it is fed by, so that a record is on its way at once. */
  private static <T> void sink(String name, DataStream<T> records, Sink<T> sink) {
    records.sinkTo(sink).name(name).uid(name);
  }

  /**
   * Has a task of its own, at the cost of a hop: what it is fed by goes on while its server is slow
   * or away, until the buffers between the two are full.
   */
  private static <T> void sinkApart(String name, DataStream<T> records, Sink<T> sink) {
    records.sinkTo(sink).name(name).uid(name).disableChaining();
  }

  private static Map<String, String> versions(List<ModelReference> models) {
    Map<String, String> versions = new TreeMap<>();
    models.forEach(model -> versions.put(model.warehouseId(), model.version()));
    return versions;
  }

  private ContinuousSettings settings(MasterData masterData) {
    return new ContinuousSettings(
        options.horizon(),
        LONGEST_HORIZON,
        masterData.countedFrom(),
        options.latenessDays(),
        options.intervalMillis(),
        options.relativeMove(),
        options.leastMove(),
        ForecastSettings.DEFAULT_BATCH_SERIES,
        FLUSH_MILLIS,
        GATHER_MILLIS);
  }
}
