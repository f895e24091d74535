package io.warecast.pipeline.job;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.PriceChange;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.model.ModelActivation;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.connector.kafka.AcceptedValues;
import io.warecast.pipeline.connector.kafka.ControlWatermarks;
import io.warecast.pipeline.connector.kafka.Incoming;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import io.warecast.pipeline.connector.kafka.KafkaSources;
import io.warecast.pipeline.operator.AliasWatch;
import io.warecast.pipeline.operator.ModelVerification;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.operator.intake.IncomingOrder;
import io.warecast.pipeline.operator.intake.MasterData;
import io.warecast.pipeline.operator.intake.OrderCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** What comes in while the continuous job runs; what is refused of it gathers as dead letters. */
final class ContinuousSources {

  private static final OutputTag<DeadLetter> REFUSED =
      new OutputTag<>("refused-messages", TypeInformation.of(DeadLetter.class));

  private final StreamExecutionEnvironment env;
  private final KafkaConfig kafka;
  private final MasterData masterData;
  private final ContinuousOptions options;
  private final String registry;
  private @Nullable DataStream<ModelReference> activated;
  private @Nullable DataStream<ForecastReply> refusals;
  private final List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();

  ContinuousSources(
      StreamExecutionEnvironment env,
      KafkaConfig kafka,
      MasterData masterData,
      ContinuousOptions options,
      String registry) {
    this.env = env;
    this.kafka = kafka;
    this.masterData = masterData;
    this.options = options;
    this.registry = registry;
  }

  /** Orders, whose own time is event time; refused ones take no part in it. */
  DataStream<IncomingOrder> orders() {
    WatermarkStrategy<IncomingOrder> byOrderTime =
        WatermarkStrategy.<IncomingOrder>forBoundedOutOfOrderness(
                Duration.ofSeconds(options.outOfOrdernessSeconds()))
            .withTimestampAssigner(
                (incoming, timestamp) ->
                    incoming.isRefused() ? Long.MIN_VALUE : incoming.requireOrder().orderedAt())
            .withIdleness(Duration.ofSeconds(options.idlenessSeconds()));
    return env.fromSource(
            KafkaSources.orders(kafka, new OrderRecords(new OrderCheck(warehouses())), handover()),
            byOrderTime,
            "orders")
        .uid("orders");
  }

  /** Prices and requests. */
  DataStream<SeriesInput> series() {
    return inputs(
            "prices",
            KafkaSources.prices(kafka, warehouses(), handover()),
            PriceChange.class,
            SeriesInput::of,
            SeriesInput.class)
        .union(
            inputs(
                "forecast-requests",
                KafkaSources.forecastRequests(kafka, System.currentTimeMillis()),
                ForecastRequest.class,
                SeriesInput::of,
                SeriesInput.class));
  }

  /** Special days, weather and models. */
  DataStream<SharedInput> shared(Map<String, String> activeModels) {
    DataStream<ModelActivation> commanded =
        values(
            "model-activations",
            KafkaSources.modelActivations(kafka, warehouses(), System.currentTimeMillis()),
            ModelActivation.class);
    return inputs(
            "calendar-events",
            KafkaSources.calendarEvents(kafka, warehouses(), handover()),
            CalendarEvent.class,
            SharedInput::of,
            SharedInput.class)
        .union(
            inputs(
                "weather",
                KafkaSources.weather(kafka, warehouses(), handover()),
                WeatherForecast.class,
                SharedInput::of,
                SharedInput.class),
            verified(commanded.union(aliases(activeModels))));
  }

  /** All that was refused by what was called before this. */
  List<DataStream<DeadLetter>> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /**
   * Models that are put in use while the job runs; of what {@link #shared} was called before this.
   */
  DataStream<ModelReference> activated() {
    return Objects.requireNonNull(activated, "shared() makes it");
  }

  /** Replies to requests that cannot be used; of what {@link #series} was called before this. */
  DataStream<ForecastReply> refusals() {
    return Objects.requireNonNull(refusals, "series() makes it");
  }

  private DataStream<ModelActivation> aliases(Map<String, String> activeModels) {
    DataGeneratorSource<Long> ticks =
        new DataGeneratorSource<>(
            tick -> tick,
            Long.MAX_VALUE,
            RateLimiterStrategy.perSecond(1.0 / options.aliasPollSeconds()),
            Types.LONG);
    return env.fromSource(ticks, new ControlWatermarks<Long>(), "alias-ticks")
        .uid("alias-ticks")
        .setParallelism(1)
        .flatMap(new AliasWatch(registry, options.model(), activeModels))
        .returns(TypeInformation.of(ModelActivation.class))
        .name("aliases")
        .uid("aliases")
        .setParallelism(1);
  }

  private DataStream<SharedInput> verified(DataStream<ModelActivation> wanted) {
    SingleOutputStreamOperator<ModelReference> models =
        wanted
            .process(new ModelVerification(registry), TypeInformation.of(ModelReference.class))
            .name("verify-models")
            .uid("verify-models")
            .setParallelism(1);
    deadLetters.add(models.getSideOutput(ModelVerification.DEAD_LETTERS));
    activated = models;
    return models
        .map(SharedInput::of)
        .returns(TypeInformation.of(SharedInput.class))
        .name("models")
        .uid("models-input")
        .setParallelism(1);
  }

  private <T, I> DataStream<I> inputs(
      String name,
      KafkaSource<Incoming<T>> source,
      Class<T> valueType,
      MapFunction<T, I> input,
      Class<I> type) {
    return values(name, source, valueType)
        .map(input)
        .returns(TypeInformation.of(type))
        .name(name + "-input")
        .uid(name + "-input");
  }

  private <T> DataStream<T> values(
      String name, KafkaSource<Incoming<T>> source, Class<T> valueType) {
    SingleOutputStreamOperator<T> values =
        env.fromSource(source, new ControlWatermarks<Incoming<T>>(), name)
            .uid(name)
            .process(new AcceptedValues<T>(REFUSED), TypeInformation.of(valueType))
            .name(name + "-values")
            .uid(name + "-values");
    deadLetters.add(values.getSideOutput(REFUSED));
    if (valueType.equals(ForecastRequest.class)) {
      refusals = values.getSideOutput(AcceptedValues.REPLIES);
    }
    return values;
  }

  private Set<String> warehouses() {
    return masterData.warehouses().keySet();
  }

  /** The first moment of which the history of any warehouse holds nothing. */
  private long handover() {
    return masterData.warehouses().values().stream()
        .mapToLong(warehouse -> warehouse.endOfDay(masterData.historyEndDay()) + 1)
        .min()
        .orElse(0);
  }
}
