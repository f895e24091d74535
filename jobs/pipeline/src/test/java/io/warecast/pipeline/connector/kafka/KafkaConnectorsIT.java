package io.warecast.pipeline.connector.kafka;

import static io.warecast.pipeline.connector.Vectors.ORIGIN;
import static io.warecast.pipeline.connector.Vectors.endOf;
import static io.warecast.pipeline.connector.Vectors.forecast;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.call.CallTrace;
import io.warecast.domain.covariate.PriceChange;
import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.DeadLetterJson;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.message.PriceChangeJson;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.delivery.EncodedForecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaConnectorsIT {

  private static final CallTrace CALL =
      new CallTrace("order-7", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "");

  private static final OutputTag<DeadLetter> DEAD =
      new OutputTag<>("dead", TypeInformation.of(DeadLetter.class));

  private KafkaBroker broker;
  private KafkaConfig config;

  @BeforeEach
  void topics() throws Exception {
    broker = KafkaBroker.shared();
    config = broker.newTopics(2);
  }

  @Test
  void aControlSourceGivesValuesAndRefusalsAndNeverFails() throws Exception {
    String topic = config.topic(KafkaTopic.PRICES);
    PriceChange price = new PriceChange(new SeriesKey("east", "a"), ORIGIN, 1.5f, true);
    PriceChange other = new PriceChange(new SeriesKey("west", "a"), ORIGIN, 1.5f, true);
    broker.send(topic, 1_000, null, PriceChangeJson.write(price));
    broker.send(topic, 5_000, null, "{\"price\":NaN}".getBytes(UTF_8));
    broker.send(topic, 5_000, null, null);
    broker.send(topic, 5_000, "key".getBytes(UTF_8), new byte[1_200_000]);
    broker.send(topic, 5_000, null, PriceChangeJson.write(other));
    broker.send(topic, 5_000, null, PriceChangeJson.write(price));

    StreamExecutionEnvironment env = environment(new Configuration());
    SingleOutputStreamOperator<PriceChange> accepted =
        env.fromSource(
                KafkaSources.prices(config, Set.of("east"), 2_000),
                new ControlWatermarks<Incoming<PriceChange>>(),
                "prices")
            .process(new AcceptedValues<>(DEAD))
            .returns(PriceChange.class);
    DataStream<DeadLetter> refused = accepted.getSideOutput(DEAD);
    CloseableIterator<PriceChange> values = accepted.collectAsync();
    CloseableIterator<DeadLetter> letters = refused.collectAsync();
    JobClient job = env.executeAsync();
    try {
      assertThat(values.next()).isEqualTo(price);
      List<DeadLetter> four =
          List.of(letters.next(), letters.next(), letters.next(), letters.next());
      assertThat(four)
          .extracting(DeadLetter::reason)
          .containsExactlyInAnyOrder(
              RefusalReason.MALFORMED,
              RefusalReason.EMPTY,
              RefusalReason.TOO_LARGE,
              RefusalReason.UNKNOWN_WAREHOUSE);
      assertThat(four).allMatch(letter -> letter.topic().equals(topic));
    } finally {
      job.cancel().get();
    }
  }

  @Test
  void aControlTopicNeverHoldsBackTheWatermark() throws Exception {
    StreamExecutionEnvironment env = environment(new Configuration());
    DataStream<Long> clock =
        env.fromSource(
            new DataGeneratorSource<>(
                i -> i, Long.MAX_VALUE, rate(100), TypeInformation.of(Long.class)),
            WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withTimestampAssigner((value, timestamp) -> value),
            "clock");
    DataStream<Long> control =
        env.fromSource(
                KafkaSources.prices(config, Set.of("east"), 0),
                new ControlWatermarks<Incoming<PriceChange>>(),
                "prices")
            .map(price -> -1L);
    CloseableIterator<Long> watermarks =
        clock.union(control).process(new CurrentWatermark()).collectAsync();
    JobClient job = env.executeAsync();
    try {
      awaitWatermark(watermarks, 10);
      broker.send(config.topic(KafkaTopic.PRICES), 1_000, null, new byte[] {1});
      awaitWatermark(watermarks, 400);
    } finally {
      job.cancel().get();
    }
  }

  private static void awaitWatermark(CloseableIterator<Long> watermarks, long least) {
    while (watermarks.next() < least) {
      assertThat(watermarks.hasNext()).isTrue();
    }
  }

  @Test
  void readsCommittedRecordsOnlyFromItsTimestampOn() throws Exception {
    String topic = config.topic(KafkaTopic.ORDERS);
    broker.send(topic, 1_000, null, "before".getBytes(UTF_8));
    try (KafkaProducer<byte[], byte[]> producer =
        broker.producer(Map.of("transactional.id", config.topicPrefix() + "t"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer
          .send(new ProducerRecord<>(topic, null, 2_000L, null, "aborted".getBytes(UTF_8)))
          .get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, null, 2_000L, null, "good".getBytes(UTF_8))).get();
      producer.commitTransaction();
    }
    KafkaSource<Text> source = KafkaSources.orders(config, new Texts(), 1_001);
    StreamExecutionEnvironment env = environment(new Configuration());
    CloseableIterator<Text> texts =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "orders").collectAsync();
    JobClient job = env.executeAsync();
    try {
      assertThat(texts.next().text()).isEqualTo("good");
      broker.send(topic, 3_000, null, "later".getBytes(UTF_8));
      assertThat(texts.next().text()).isEqualTo("later");
    } finally {
      job.cancel().get();
    }
  }

  @Test
  void forecastsAndRepliesAreKeyedBySeries() throws Exception {
    Forecast forecast = forecast("a", ORIGIN, endOf(ORIGIN), 1, 5);
    StreamExecutionEnvironment env = environment(new Configuration());
    env.fromData(TypeInformation.of(EncodedForecast.class), EncodedForecast.of(forecast))
        .sinkTo(KafkaSinks.forecasts(config));
    env.fromData(
            TypeInformation.of(ForecastReply.class),
            ForecastReply.of("r-1", forecast),
            ForecastReply.refused("r-2", "unknown_series", "no east|b").during(CALL))
        .sinkTo(KafkaSinks.replies(config));
    env.execute();

    List<ConsumerRecord<byte[], byte[]>> forecasts =
        broker.committed(config.topic(KafkaTopic.FORECASTS));
    assertThat(forecasts).hasSize(1);
    assertThat(new String(forecasts.get(0).key(), UTF_8)).isEqualTo("east|a");
    assertThat(ForecastCodec.decode(new String(forecasts.get(0).value(), UTF_8)))
        .usingRecursiveComparison()
        .isEqualTo(forecast);
    assertThat(forecast.tier()).isEqualTo(Tier.MODEL);
    Set<String> replies = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record :
        broker.committed(config.topic(KafkaTopic.FORECAST_REPLIES))) {
      replies.add(
          new String(record.key(), UTF_8)
              + " "
              + ForecastReplyJson.read(record.value()).requestId()
              + " "
              + KafkaBroker.headers(record));
    }
    assertThat(replies)
        .containsExactlyInAnyOrder(
            "east|a r-1 {}",
            "r-2 r-2 {traceparent=%s, x-request-id=order-7}".formatted(CALL.traceParent()));
  }

  @Test
  void deadLettersAreThereExactlyOnceThoughTheJobFailed() throws Exception {
    int count = 300;
    Configuration restarting = new Configuration();
    restarting.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarting.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    restarting.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment env = environment(restarting);
    env.enableCheckpointing(200);
    FailsOnce.FAILED.set(false);
    env.fromSource(
            new DataGeneratorSource<>(
                i -> i, (long) count, rate(150), TypeInformation.of(Long.class)),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .map(new FailsOnce(count / 2))
        .map(i -> letter(i, i == 7 ? 2 << 20 : 3))
        .returns(DeadLetter.class)
        .sinkTo(KafkaSinks.deadLetters(config, DeadLetterJson::encode));
    env.execute();

    String topic = config.topic(KafkaTopic.DEAD_LETTERS);
    List<String> details = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : broker.committed(topic)) {
      details.add(new String(record.value(), UTF_8).replaceAll(".*\"detail\":\"(\\d+)\".*", "$1"));
    }
    assertThat(FailsOnce.FAILED).isTrue();
    assertThat(details).hasSize(count).doesNotHaveDuplicates();
    assertThat(broker.written(topic)).hasSizeGreaterThanOrEqualTo(count);
  }

  @Test
  void outlivesABrokerThatIsAwayForAWhile() throws Exception {
    StreamExecutionEnvironment env = environment(new Configuration());
    env.enableCheckpointing(500);
    CloseableIterator<Text> texts =
        env.fromSource(
                KafkaSources.orders(config, new Texts(), 0),
                WatermarkStrategy.noWatermarks(),
                "orders")
            .collectAsync();
    JobClient job = env.executeAsync();
    try {
      String topic = config.topic(KafkaTopic.ORDERS);
      broker.send(topic, 1_000, null, "one".getBytes(UTF_8));
      assertThat(texts.next().text()).isEqualTo("one");
      broker.stop();
      broker.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> broker.send(topic, 1_000, null, "two".getBytes(UTF_8)));
      assertThat(texts.next().text()).isEqualTo("two");
    } finally {
      job.cancel().get();
    }
  }

  private static DeadLetter letter(long number, int bytes) {
    return new DeadLetter(
        "orders",
        0,
        number,
        1_000,
        RefusalReason.INVALID,
        "" + number,
        new byte[0],
        new byte[bytes]);
  }

  private static RateLimiterStrategy rate(double perSecond) {
    return RateLimiterStrategy.perSecond(perSecond);
  }

  private static StreamExecutionEnvironment environment(Configuration configuration) {
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
  }

  private static final class FailsOnce implements MapFunction<Long, Long> {
    static final AtomicBoolean FAILED = new AtomicBoolean();

    private final long at;

    FailsOnce(long at) {
      this.at = at;
    }

    @Override
    public Long map(Long number) {
      if (number == at && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("on purpose");
      }
      return number;
    }
  }
}
