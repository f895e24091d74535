package io.warecast.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.scoring.TrainedModels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesOperatorTest {

  private static final int ORIGIN = TrainedModels.LAST_DAY;
  private static final int HORIZON = 7;
  private static final int BATCH_SERIES = 4;
  private static final long FLUSH_MILLIS = 5;

  @TempDir static Path models;
  private KeyedTwoInputStreamOperatorTestHarness<SeriesKey, SeriesInput, SharedInput, MadeForecast>
      harness;

  @BeforeAll
  static void trainAModel() {
    TrainedModels.training(models.toUri().toString(), "v1")
        .run(TrainedModels.rows(6, TrainedModels.plan()), 6, () -> {});
  }

  @BeforeEach
  void openTheOperator() throws Exception {
    harness = newHarness();
    harness.open();
    share();
  }

  @AfterEach
  void closeTheOperator() throws Exception {
    harness.close();
  }

  @Test
  void forecastsASeriesWhenTheWatermarkPassesItsOrigin() throws Exception {
    send(1);
    passDay(ORIGIN - 1);
    assertThat(forecasts()).isEmpty();
    passDay(ORIGIN);
    assertThat(forecasts()).hasSize(1);
    Forecast forecast = forecasts().get(0);
    assertThat(forecast.key()).isEqualTo(TrainedModels.key(1));
    assertThat(forecast.tier()).isEqualTo(Tier.MODEL);
    assertThat(forecast.modelVersion()).isEqualTo("v1");
    assertThat(forecast.originDay()).isEqualTo(ORIGIN);
    assertThat(forecast.asOf()).isEqualTo(TrainedModels.CALENDAR.warehouse().endOfDay(ORIGIN));
    assertThat(forecast.mean()).hasSize(HORIZON).doesNotContain(Float.NaN);
    assertThat(forecast.quantiles()).hasDimensions(3, HORIZON);
    assertThat(forecast.sequence()).isEqualTo(42);
  }

  @Test
  void aForecastDoesNotDependOnTheSeriesThatItIsScoredWith() throws Exception {
    for (int i = 1; i <= 11; i++) {
      send(i);
    }
    passDay(ORIGIN);
    List<Forecast> together = forecasts();
    assertThat(together).hasSize(11);
    for (int i = 1; i <= 11; i++) {
      assertThat(of(together, i).mean()).containsExactly(alone(i).mean());
      assertThat(of(together, i).upper()).containsExactly(alone(i).upper());
    }
  }

  @Test
  void demandAfterTheOriginIsNotLookedAt() throws Exception {
    float[] future = new float[30];
    Arrays.fill(future, 1e6f);
    send(1);
    send(new DemandStretch(TrainedModels.key(1), ORIGIN + 1, future));
    passDay(ORIGIN);
    assertThat(forecasts().get(0).mean()).containsExactly(alone(1).mean());
  }

  @Test
  void aFullMicroBatchIsScoredAtOnce() throws Exception {
    ForecastFunction function = new ForecastFunction(settings(), Map.of());
    Collected out = new Collected();
    function.open();
    function.activate(model("v1"));
    for (int i = 1; i < BATCH_SERIES; i++) {
      assertThat(function.apply(atOrigin(i), out)).isTrue();
    }
    assertThat(out.forecasts).isEmpty();
    assertThat(function.apply(atOrigin(BATCH_SERIES), out)).isFalse();
    assertThat(out.forecasts).hasSize(BATCH_SERIES);
    function.close();
  }

  @Test
  void whatWaitsIsScoredBeforeTheWatermarkGoesOn() throws Exception {
    send(1);
    harness.processBothWatermarks(new Watermark(OriginDays.closedEverywhere(ORIGIN)));
    Object[] output = harness.getOutput().toArray();
    assertThat(output).hasSize(2);
    assertThat(output[0]).isInstanceOf(StreamRecord.class);
    assertThat(output[1]).isInstanceOf(Watermark.class);
  }

  @Test
  void whatWaitsIsScoredBeforeABarrierSoThatNoStateRemainsOfIt() throws Exception {
    Waiting waiting = new Waiting();
    try (var held = newHarness(waiting)) {
      held.open();
      held.processElement2(new StreamRecord<>(SharedInput.of(TrainedModels.CALENDAR)));
      held.processElement1(record(1));
      held.processBothWatermarks(new Watermark(OriginDays.closedEverywhere(ORIGIN)));
      assertThat(waiting.flushes).isEqualTo(1);
      held.prepareSnapshotPreBarrier(1);
      assertThat(waiting.flushes).isEqualTo(2);
    }
  }

  @Test
  void whatWaitsIsScoredAfterTheFlushTime() throws Exception {
    Waiting waiting = new Waiting();
    try (var held = newHarness(waiting)) {
      held.open();
      held.processElement2(new StreamRecord<>(SharedInput.of(TrainedModels.CALENDAR)));
      held.setProcessingTime(1_000);
      held.processElement1(record(1));
      held.processBothWatermarks(new Watermark(OriginDays.closedEverywhere(ORIGIN)));
      int before = waiting.flushes;
      held.setProcessingTime(1_000 + FLUSH_MILLIS - 1);
      assertThat(waiting.flushes).isEqualTo(before);
      held.setProcessingTime(1_000 + FLUSH_MILLIS);
      assertThat(waiting.flushes).isEqualTo(before + 1);
    }
  }

  @Test
  void whatWaitsIsScoredAtTheEndOfInput() throws Exception {
    Waiting waiting = new Waiting();
    try (var held = newHarness(waiting)) {
      held.open();
      held.endAllInputs();
      assertThat(waiting.flushes).isEqualTo(2);
    }
  }

  @Test
  void aRestoredOperatorForecastsAsTheOneThatWasStopped() throws Exception {
    send(1);
    send(2);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    passDay(ORIGIN);
    List<Forecast> undisturbed = forecasts();

    try (var restored = newHarness()) {
      restored.initializeState(snapshot);
      restored.open();
      restored.processBothWatermarks(new Watermark(OriginDays.closedEverywhere(ORIGIN)));
      List<Forecast> again = forecasts(restored);
      assertThat(again).hasSize(2);
      for (int i = 1; i <= 2; i++) {
        assertThat(of(again, i).mean()).containsExactly(of(undisturbed, i).mean());
        assertThat(of(again, i).tier()).isEqualTo(Tier.MODEL);
      }
    }
  }

  @Test
  void stateHoldsHistoryAndOffersAndNoTimerAfterTheForecast() throws Exception {
    send(1);
    harness.processElement1(
        new StreamRecord<>(
            SeriesInput.of(
                TrainedModels.key(1),
                new OfferTimeline(new int[] {ORIGIN}, new float[] {2}, new boolean[] {false}))));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    passDay(ORIGIN);
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
  }

  @Test
  void aSeriesWithoutUsableHistoryGetsTheSeasonalForecast() throws Exception {
    send(new DemandStretch(TrainedModels.key(1), ORIGIN - 2, new float[] {1, 2, 3}));
    passDay(ORIGIN);
    assertThat(forecasts().get(0).tier()).isEqualTo(Tier.SEASONAL);
    assertThat(forecasts().get(0).modelVersion()).isEqualTo("seasonal");
  }

  @Test
  void aGroupIsForecastByItsOwnMethodUnderTheModelInUse() throws Exception {
    float[] units = new float[200];
    Arrays.fill(units, 40);
    SeriesKey total = SeriesKey.total(TrainedModels.key(1).warehouseId());
    send(new DemandStretch(total, ORIGIN - units.length + 1, units));
    passDay(ORIGIN);
    assertThat(forecasts().get(0).method()).isEqualTo(Method.GROUP);
    assertThat(forecasts().get(0).tier()).isEqualTo(Tier.MODEL);
    assertThat(forecasts().get(0).mean()[0]).isCloseTo(40, within(1f));
  }

  @Test
  void aSeriesKnownOnlyByItsOffersIsForecastToo() throws Exception {
    harness.processElement1(
        new StreamRecord<>(
            SeriesInput.of(
                TrainedModels.key(1),
                new OfferTimeline(
                    new int[] {ORIGIN + 1}, new float[] {2}, new boolean[] {false}))));
    passDay(ORIGIN);
    assertThat(forecasts()).hasSize(1);
    assertThat(forecasts().get(0).mean()).containsOnly(0);
  }

  @Test
  void aSeriesOfAnUnknownWarehouseFailsWithItsName() throws Exception {
    send(new DemandStretch(new SeriesKey("NOWHERE", "i"), ORIGIN, new float[] {1}));
    assertThatThrownBy(() -> passDay(ORIGIN))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("NOWHERE");
  }

  @Test
  void theOriginIsTheLocalDayOfTheWarehouse() throws Exception {
    WarehouseCalendar honolulu =
        WarehouseCalendar.empty(new Warehouse("HNL", "US", "Pacific/Honolulu"));
    harness.processElement2(new StreamRecord<>(SharedInput.of(honolulu)));
    send(new DemandStretch(new SeriesKey("HNL", "i"), ORIGIN, new float[] {1}));
    passDay(ORIGIN);
    assertThat(forecasts().get(0).asOf()).isEqualTo((ORIGIN + 1) * 86_400_000L + 36_000_000L - 1);
  }

  @Test
  void closingADayEverywhereAndBackIsTheSameDay() {
    for (int day : new int[] {0, 1, 16_000, 20_000}) {
      assertThat(OriginDays.closedAt(OriginDays.closedEverywhere(day))).isEqualTo(day);
    }
  }

  private static ForecastSettings settings() {
    return new ForecastSettings(HORIZON, 42, BATCH_SERIES, false);
  }

  private static ModelReference model(String version) {
    return ModelReference.global(models.toUri().toString(), "demand", version);
  }

  private void share() throws Exception {
    harness.processElement2(new StreamRecord<>(SharedInput.of(TrainedModels.CALENDAR)));
    harness.processElement2(new StreamRecord<>(SharedInput.of(model("v1"))));
  }

  private void send(int series) throws Exception {
    harness.processElement1(record(series));
  }

  private void send(DemandStretch stretch) throws Exception {
    harness.processElement1(new StreamRecord<>(SeriesInput.of(stretch)));
  }

  private void passDay(int day) throws Exception {
    harness.processBothWatermarks(new Watermark(OriginDays.closedEverywhere(day)));
  }

  private List<Forecast> forecasts() {
    return forecasts(harness);
  }

  private static List<Forecast> forecasts(
      KeyedTwoInputStreamOperatorTestHarness<SeriesKey, SeriesInput, SharedInput, MadeForecast>
          from) {
    return from.extractOutputValues().stream().map(MadeForecast::forecast).toList();
  }

  private static Forecast of(List<Forecast> forecasts, int series) {
    return forecasts.stream()
        .filter(f -> f.key().equals(TrainedModels.key(series)))
        .findFirst()
        .orElseThrow();
  }

  /** The forecast of a series that is the only one in its micro-batch. */
  private static Forecast alone(int series) throws Exception {
    ForecastFunction function = new ForecastFunction(settings(), Map.of());
    function.open();
    function.activate(model("v1"));
    Collected out = new Collected();
    function.apply(atOrigin(series), out);
    function.flush(out);
    function.close();
    return out.forecasts.get(0);
  }

  private static SeriesAtOrigin atOrigin(int series) {
    return new SeriesAtOrigin(
        TrainedModels.key(series),
        ORIGIN,
        TrainedModels.history(series),
        TrainedModels.CALENDAR,
        OfferTimeline.NONE);
  }

  private static StreamRecord<SeriesInput> record(int series) {
    var history = TrainedModels.history(series);
    return new StreamRecord<>(
        SeriesInput.of(
            new DemandStretch(TrainedModels.key(series), history.firstDay(), history.units())));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          SeriesKey, SeriesInput, SharedInput, MadeForecast>
      newHarness() throws Exception {
    return newHarness(new ForecastFunction(settings(), Map.of()));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          SeriesKey, SeriesInput, SharedInput, MadeForecast>
      newHarness(SeriesFunction<MadeForecast> function) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new SeriesOperator<>(function, ORIGIN, ORIGIN + 1, FLUSH_MILLIS),
        SeriesInput::key,
        null,
        TypeInformation.of(SeriesKey.class));
  }
}
