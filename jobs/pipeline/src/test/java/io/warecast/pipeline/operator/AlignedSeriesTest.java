package io.warecast.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.demand.Quantity;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.series.SeriesKey;
import io.warecast.scoring.TrainedModels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The continuous operator and the stage of alignment behind it, with a trained model. */
class AlignedSeriesTest {

  private static final int SEEDED = TrainedModels.LAST_DAY;
  private static final int OPEN = SEEDED + 1;
  private static final int[] ITEMS = {1, 2, 3};
  private static final SeriesKey TOTAL = SeriesKey.total("W");

  @TempDir static Path folder;
  private static String models;
  private ContinuousSeries stream;
  private Aligned aligned;
  private int passedOn;

  @BeforeAll
  static void trainAModel() {
    models = folder.toUri().toString();
    TrainedModels.training(models, "v1")
        .run(TrainedModels.rows(6, TrainedModels.plan()), 6, () -> {});
  }

  @BeforeEach
  void start() throws Exception {
    stream = ContinuousSeries.started(models, SEEDED);
    aligned = Aligned.started(Map.of(), Recalibration.LEARNED, 2);
    stream.seed(ITEMS);
    stream.send(SeriesInput.of(total()));
    stream.seedIsIn();
    passOn();
  }

  @AfterEach
  void stop() throws Exception {
    aligned.close();
    stream.close();
  }

  /** A third more than the items add up to, so that there is something to align. */
  private static DemandStretch total() {
    float[] units = new float[300];
    for (int item : ITEMS) {
      float[] each = TrainedModels.history(item).units();
      for (int d = 0; d < units.length; d++) {
        units[d] += each[d] * 4 / 3;
      }
    }
    return new DemandStretch(TOTAL, SEEDED - units.length + 1, units);
  }

  @Test
  void itemsAddUpToTheTotalFromTheCloseOfTheSeedOn() {
    Forecast total =
        stream.closings().stream().filter(f -> f.key().equals(TOTAL)).findFirst().orElseThrow();
    for (int step = 0; step < ContinuousSeries.HORIZON; step++) {
      float alone = 0;
      float served = 0;
      for (int item : ITEMS) {
        alone += stream.latest(item).mean()[step];
        served += served(item).mean()[step];
      }
      assertThat(alone).isLessThan(total.mean()[step] * .9f);
      assertThat(served).isCloseTo(total.mean()[step], withinPercentage(.001));
    }
  }

  @Test
  void everyCloseEqualsTheAlignedBatchToTheBit() throws Exception {
    for (int day = OPEN; day < OPEN + 4; day++) {
      for (int item : ITEMS) {
        order(item, day, 5 + item, 3.7 * item);
      }
      stream.closeDay(day);
      passOn();
      int closed = day;
      assertThat(texts(aligned.closings().stream().filter(f -> f.originDay() == closed).toList()))
          .isEqualTo(texts(alignedBatch(day)));
    }
    assertThat(aligned.intervalFactors()).as("at work in what was compared").isNotEmpty();
  }

  @Test
  void aRequestThatSupposesNothingGetsTheServedForecastToTheBit() throws Exception {
    assertAnsweredAsServed(OPEN);
    order(1, OPEN, 12, 60);
    stream.passTime(5_000);
    passOn();
    assertAnsweredAsServed(OPEN + 1);
    stream.closeDay(OPEN);
    passOn();
    assertAnsweredAsServed(OPEN + 1);
  }

  @Test
  void aReplyBetweenTheCloseAndItsWatermarkIsAlignedAsTheCloseWillBe() throws Exception {
    order(1, OPEN, 12, 60);
    stream.closeDay(OPEN);
    Forecast answer =
        stream.ask(TrainedModels.key(1), OPEN + 1, 7, "latest", WhatIf.NOTHING).forecast();
    assertThat(answer.originDay()).isEqualTo(OPEN);
    // The reply overtakes the watermark: other subtasks of the operator may not be as far.
    Object[] output = stream.harness.getOutput().toArray();
    int watermark = indexOfLastWatermark(output);
    for (int i = passedOn; i < output.length; i++) {
      if (i != watermark) {
        pass(output[i]);
      }
    }
    assertThat(aligned.replies()).isEmpty();
    pass(output[watermark]);
    passedOn = output.length;
    assertThat(texts(List.of(last(aligned.replies()).forecast())))
        .isEqualTo(texts(List.of(served(1))));
  }

  private static int indexOfLastWatermark(Object[] output) {
    int found = -1;
    for (int i = 0; i < output.length; i++) {
      found = output[i] instanceof Watermark ? i : found;
    }
    return found;
  }

  private void assertAnsweredAsServed(int firstDay) throws Exception {
    ForecastReply unused =
        stream.ask(
            TrainedModels.key(1), firstDay, ContinuousSeries.HORIZON, "latest", WhatIf.NOTHING);
    passOn();
    Forecast answer = last(aligned.replies()).forecast();
    assertThat(texts(List.of(answer))).isEqualTo(texts(List.of(served(1))));
    assertThat(answer.mean()).isNotEqualTo(stream.latest(1).mean());
  }

  /** An order of an item, and of the total. */
  private void order(int item, int day, int hour, double units) throws Exception {
    stream.order(item, day, hour, units);
    long orderedAt = stream.endOf(day - 1) + 1 + hour * 3_600_000L;
    stream.send(SeriesInput.of(new DemandChange(TOTAL, day, Quantity.ofUnits(units), orderedAt)));
  }

  private void passOn() throws Exception {
    Object[] output = stream.harness.getOutput().toArray();
    for (; passedOn < output.length; passedOn++) {
      pass(output[passedOn]);
    }
  }

  private void pass(Object element) throws Exception {
    if (element instanceof Watermark mark) {
      aligned.watermark(mark.getTimestamp());
    } else if (element instanceof StreamRecord<?> made) {
      aligned.send((MadeForecast) made.getValue());
    }
  }

  private List<Forecast> alignedBatch(int origin) throws Exception {
    Recalibration then =
        Recalibration.of(
            aligned.intervalFactors().stream().filter(f -> f.originDay() == origin).toList());
    try (Aligned batch = Aligned.started(Map.of(), then, 1)) {
      batch.send(stream.madeByBatch(origin).toArray(MadeForecast[]::new));
      batch.watermark(Long.MAX_VALUE);
      return batch.forecasts();
    }
  }

  private Forecast served(int item) {
    return last(
        aligned.forecasts().stream()
            .filter(forecast -> forecast.key().equals(TrainedModels.key(item)))
            .toList());
  }

  private static <T> T last(List<T> values) {
    return values.get(values.size() - 1);
  }

  private static List<String> texts(List<Forecast> forecasts) {
    return forecasts.stream()
        .map(
            f ->
                f.key()
                    + " "
                    + f.originDay()
                    + " "
                    + f.asOf()
                    + Arrays.toString(f.mean())
                    + Arrays.deepToString(f.quantiles()))
        .sorted()
        .toList();
  }
}
