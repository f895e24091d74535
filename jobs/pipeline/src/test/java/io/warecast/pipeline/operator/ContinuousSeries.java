package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.demand.Quantity;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import io.warecast.scoring.TrainedModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of the continuous operator with what was sent to it and what came out. */
final class ContinuousSeries implements AutoCloseable {

  static final int HORIZON = 7;
  static final int LATENESS_DAYS = 7;
  static final long INTERVAL = 1_000;
  private static final int MAX_PARALLELISM = 8;
  private static final int BATCH_SERIES = 4;
  private static final long FLUSH_MILLIS = 5;

  final KeyedTwoInputStreamOperatorTestHarness<SeriesKey, SeriesInput, SharedInput, MadeForecast>
      harness;

  private final String registry;
  private final int lastDay;
  private final WarehouseCalendar calendar;
  private final List<SeriesInput> series = new ArrayList<>();
  private final List<SharedInput> shared = new ArrayList<>();

  private ContinuousSeries(
      String registry, int lastDay, WarehouseCalendar calendar, int parallelism, int subtask)
      throws Exception {
    this.registry = registry;
    this.lastDay = lastDay;
    this.calendar = calendar;
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new ContinuousOperator(settings(lastDay), Map.of()),
            SeriesInput::key,
            null,
            TypeInformation.of(SeriesKey.class),
            MAX_PARALLELISM,
            parallelism,
            subtask);
    harness.setup(
        TypeInformation.of(MadeForecast.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.setProcessingTime(1_000_000);
  }

  /** A started operator that knows the warehouse of {@link TrainedModels} and model v1. */
  static ContinuousSeries started(String registry, int lastDay) throws Exception {
    return started(registry, lastDay, TrainedModels.CALENDAR);
  }

  static ContinuousSeries started(String registry, int lastDay, WarehouseCalendar calendar)
      throws Exception {
    ContinuousSeries started = new ContinuousSeries(registry, lastDay, calendar, 1, 0);
    started.harness.open();
    started.share(SharedInput.of(calendar));
    started.share(SharedInput.of(started.model("v1", "")));
    return started;
  }

  /** A subtask that goes on from the states of all subtasks before it. */
  ContinuousSeries restored(OperatorSubtaskState state, int before, int parallelism, int subtask)
      throws Exception {
    ContinuousSeries restored =
        new ContinuousSeries(registry, lastDay, calendar, parallelism, subtask);
    restored.harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, before, parallelism, subtask));
    restored.harness.open();
    return restored;
  }

  private static ContinuousSettings settings(int lastDay) {
    return new ContinuousSettings(
        HORIZON,
        60,
        lastDay + 1,
        LATENESS_DAYS,
        INTERVAL,
        .05,
        .5,
        BATCH_SERIES,
        FLUSH_MILLIS,
        FLUSH_MILLIS);
  }

  ModelReference model(String version, String warehouseId) {
    return new ModelReference(registry, "demand", version, warehouseId);
  }

  /** History of series up to the last day. */
  void seed(int... numbers) throws Exception {
    for (int i : numbers) {
      float[] units = TrainedModels.history(i).units();
      send(
          SeriesInput.of(
              new DemandStretch(TrainedModels.key(i), lastDay - units.length + 1, units)));
    }
  }

  /** All history has been read: the first forecasts are made. */
  void seedIsIn() throws Exception {
    closeDay(lastDay);
  }

  /** Ends a local day of the warehouse. */
  void closeDay(int day) throws Exception {
    watermark(endOf(day));
  }

  void watermark(long moment) throws Exception {
    harness.processBothWatermarks(new Watermark(moment));
  }

  long endOf(int day) {
    return calendar.warehouse().endOfDay(day);
  }

  /** An order at an hour of a local day. */
  void order(int number, int day, int hour, double units) throws Exception {
    long orderedAt = endOf(day - 1) + 1 + hour * 3_600_000L;
    send(
        SeriesInput.of(
            new DemandChange(TrainedModels.key(number), day, Quantity.ofUnits(units), orderedAt)));
  }

  void send(SeriesInput input) throws Exception {
    series.add(input);
    harness.processElement1(new StreamRecord<>(input));
  }

  void share(SharedInput input) throws Exception {
    shared.add(input);
    harness.processElement2(new StreamRecord<>(input));
  }

  ForecastReply ask(SeriesKey key, int firstDay, int days, String version, WhatIf whatIf)
      throws Exception {
    String id = "r" + replies().size();
    send(SeriesInput.of(new ForecastRequest(id, key, firstDay, days, version, whatIf)));
    passTime(FLUSH_MILLIS);
    return replies().stream().filter(reply -> reply.requestId().equals(id)).findFirst().get();
  }

  /** A reply that says what its mean is made up of, before alignment. */
  ForecastReply explain(SeriesKey key, int firstDay, int days) throws Exception {
    String id = "e" + replies().size();
    send(
        SeriesInput.of(
            new ForecastRequest(id, key, firstDay, days, "latest", WhatIf.NOTHING, true)));
    passTime(FLUSH_MILLIS);
    return replies().stream().filter(reply -> reply.requestId().equals(id)).findFirst().get();
  }

  /** Time enough for all that wait to have their turns, were nothing else to come. */
  void passTurns() throws Exception {
    for (int turn = 0; turn < 200; turn++) {
      passTime(50);
    }
  }

  void passTime(long millis) throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + millis);
  }

  /** Processing time passes, in small steps, until a model has been loaded or refused. */
  void untilModelsAreLoaded() throws Exception {
    for (int i = 0; i < 100; i++) {
      passTime(20);
      Thread.sleep(5);
    }
  }

  List<Forecast> forecasts() {
    return made().filter(made -> made.requestId() == null).map(MadeForecast::forecast).toList();
  }

  Stream<MadeForecast> made() {
    return harness.extractOutputValues().stream();
  }

  List<Forecast> forecasts(int number) {
    return forecasts().stream()
        .filter(forecast -> forecast.key().equals(TrainedModels.key(number)))
        .toList();
  }

  Forecast latest(int number) {
    List<Forecast> all = forecasts(number);
    return all.get(all.size() - 1);
  }

  List<Forecast> closings() {
    return made().filter(MadeForecast::isClosing).map(MadeForecast::forecast).toList();
  }

  List<DemandDay> demandDays() {
    return side(ContinuousOutputs.DEMAND_DAYS);
  }

  List<MadeForecast> shadows() {
    return side(ContinuousOutputs.SHADOWS);
  }

  List<ForecastReply> replies() {
    List<ForecastReply> replies = new ArrayList<>(side(ContinuousOutputs.REFUSALS));
    made()
        .filter(made -> made.requestId() != null)
        .forEach(
            made ->
                replies.add(
                    ForecastReply.of(made.requestId(), made.forecast(), made.explanation())));
    return replies;
  }

  /** What a batch makes at an origin of all demand and offers that were sent up to now. */
  List<Forecast> batch(int originDay) throws Exception {
    return madeByBatch(originDay).stream().map(MadeForecast::forecast).toList();
  }

  /** As {@link #batch}, before alignment. */
  List<MadeForecast> madeByBatch(int originDay) throws Exception {
    try (var batch =
        batchHarness(
            new SeriesOperator<>(
                new ForecastFunction(
                    new ForecastSettings(HORIZON, 1, BATCH_SERIES, false), Map.of()),
                originDay,
                lastDay + 1,
                FLUSH_MILLIS))) {
      batch.open();
      for (SharedInput input : shared) {
        batch.processElement2(new StreamRecord<>(input));
      }
      batch.processElement2(new StreamRecord<>(SharedInput.of(calendarOfBatch())));
      for (SeriesInput input : series) {
        if (input.request() == null
            && (input.change() == null || input.change().day() <= originDay)) {
          batch.processElement1(new StreamRecord<>(input));
        }
      }
      batch.processBothWatermarks(new Watermark(OriginDays.closedEverywhere(originDay)));
      return batch.extractOutputValues();
    }
  }

  /** A batch is told of the weather with the calendar. */
  private WarehouseCalendar calendarOfBatch() {
    WarehouseCalendar told = calendar;
    for (SharedInput input : shared) {
      if (input.weather() != null) {
        told = told.with(told.weather().with(input.weather()));
      }
      if (input.event() != null) {
        told = told.with(input.event());
      }
    }
    return told;
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          SeriesKey, SeriesInput, SharedInput, MadeForecast>
      batchHarness(TwoInputStreamOperator<SeriesInput, SharedInput, MadeForecast> operator)
          throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        operator, SeriesInput::key, null, TypeInformation.of(SeriesKey.class));
  }

  private <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    var records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  static OfferTimeline price(int fromDay, float price) {
    return new OfferTimeline(new int[] {fromDay}, new float[] {price}, new boolean[] {false});
  }
}
