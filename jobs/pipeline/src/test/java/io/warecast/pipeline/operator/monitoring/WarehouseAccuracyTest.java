package io.warecast.pipeline.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.accuracy.IntervalAccuracy;
import io.warecast.domain.accuracy.PinballLoss;
import io.warecast.domain.accuracy.PointAccuracy;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.monitoring.Alert;
import io.warecast.domain.monitoring.AlertKind;
import io.warecast.domain.monitoring.LiveFigure;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.operator.ServedClose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarehouseAccuracyTest {

  private static final int DAY = 20_000;
  private static final int ITEMS = 40;
  private static final int LATENESS = 7;
  private static final float[] LEVELS = {.025f, .25f, .5f, .75f, .975f};

  private KeyedOneInputStreamOperatorTestHarness<SeriesKey, ActualDay, AccuracyPart> series;
  private KeyedOneInputStreamOperatorTestHarness<String, AccuracyPart, LiveFigure> warehouse;
  private int passedOn;

  @BeforeEach
  void start() throws Exception {
    series =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new SeriesAccuracyOperator(LATENESS),
            ActualDay::key,
            TypeInformation.of(SeriesKey.class));
    series.open();
    warehouse =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new WarehouseAccuracyFunction(LATENESS)),
            part -> part.segment().warehouse(),
            Types.STRING);
    warehouse.open();
  }

  @AfterEach
  void stop() throws Exception {
    series.close();
    warehouse.close();
  }

  @Test
  void aDayIsMeasuredAsABacktestWouldMeasureIt() throws Exception {
    close(DAY, 0, 10);
    close(DAY + 1, 3, 12);
    PointAccuracy point = PointAccuracy.NONE;
    PinballLoss[] losses = new PinballLoss[LEVELS.length];
    Arrays.setAll(losses, q -> PinballLoss.none(Math.round(LEVELS[q] * 1e5) / 1e5));
    IntervalAccuracy wide = IntervalAccuracy.NONE;
    IntervalAccuracy narrow = IntervalAccuracy.NONE;
    for (int item = 0; item < ITEMS; item++) {
      float units = units(item, 3);
      float[] served = forecast(10);
      point = point.plus(units, served[0]);
      for (int q = 0; q < LEVELS.length; q++) {
        losses[q] = losses[q].plus(units, served[1 + q]);
      }
      wide = wide.plus(units, served[1], served[5]);
      narrow = narrow.plus(units, served[2], served[4]);
    }
    Map<String, Double> found = measures(LiveFigure.ALL, DAY + 1, 1);
    assertThat(found.get("days")).isEqualTo(ITEMS);
    assertThat(found.get("wape")).isEqualTo(point.wape());
    assertThat(found.get("bias")).isEqualTo(point.bias());
    assertThat(found.get("coverage_95")).isEqualTo(wide.coverage());
    assertThat(found.get("coverage_50")).isEqualTo(narrow.coverage());
    assertThat(found.get("width_95")).isEqualTo(wide.meanWidth());
    assertThat(found.get("pinball"))
        .isCloseTo(
            Arrays.stream(losses).mapToDouble(PinballLoss::mean).average().orElseThrow(),
            within(1e-12));
    assertThat(measures("smooth", DAY + 1, 1)).isEqualTo(found);
    assertThat(measures(LiveFigure.ALL, DAY + 1, 7)).isEmpty();
  }

  @Test
  void eachLeadIsHeldAgainstWhatWasServedThen() throws Exception {
    for (int day = 0; day <= 14; day++) {
      close(DAY + day, 0, 10 + day);
    }
    assertThat(measures(LiveFigure.ALL, DAY + 14, 1).get("bias")).isEqualTo(bias(23));
    assertThat(measures(LiveFigure.ALL, DAY + 14, 7).get("bias")).isEqualTo(bias(17));
    assertThat(measures(LiveFigure.ALL, DAY + 14, 14).get("bias")).isEqualTo(bias(10));
  }

  private static double bias(float mean) {
    PointAccuracy point = PointAccuracy.NONE;
    for (int item = 0; item < ITEMS; item++) {
      point = point.plus(units(item, 0), mean);
    }
    return point.bias();
  }

  @Test
  void aLateOrderChangesTheDayThatItBelongsTo() throws Exception {
    close(DAY, 0, 10);
    close(DAY + 1, 0, 10);
    close(DAY + 2, 0, 10);
    double before = measures(LiveFigure.ALL, DAY + 1, 1).get("units");
    series.processElement(
        new StreamRecord<>(ActualDay.of(new DemandDay(key(0), DAY + 1, units(0, 0) + 5, 1))));
    passTime(end(DAY + 2) + 1);
    passTime(end(DAY + 2) + 10);
    Map<String, Double> after = measures(LiveFigure.ALL, DAY + 1, 1);
    assertThat(after.get("units")).isEqualTo(before + 5);
    assertThat(after.get("days")).as("none is counted twice").isEqualTo(ITEMS);
  }

  @Test
  void aWeekOfMissesAndADriftRaiseAnAlertEach() throws Exception {
    for (int day = 0; day < 30; day++) {
      close(DAY + day, day % 3 - 1, 10);
    }
    assertThat(alerts().stream().filter(a -> a.kind() == AlertKind.RESIDUAL_DRIFT)).isEmpty();
    for (int day = 30; day < 45; day++) {
      close(DAY + day, 8, 10);
    }
    List<Alert> drift =
        alerts().stream().filter(a -> a.kind() == AlertKind.RESIDUAL_DRIFT).toList();
    assertThat(drift).hasSize(1);
    assertThat(drift.get(0).subject()).isEqualTo("too_low");
    assertThat(drift.get(0).day()).isBetween(DAY + 31, DAY + 37);
    assertThat(alerts().stream().filter(a -> a.day() == DAY + 44).map(Alert::subject))
        .contains("95", "50");
    assertThat(alerts().stream().map(a -> a.day() + " " + a.kind() + a.subject()))
        .as("one of a cause and day")
        .doesNotHaveDuplicates();
  }

  @Test
  void stateIsBounded() throws Exception {
    for (int day = 0; day < 60; day++) {
      close(DAY + day, 0, 10);
    }
    int entries = warehouse.numKeyedStateEntries();
    for (int day = 60; day < 90; day++) {
      close(DAY + day, 0, 10);
    }
    assertThat(warehouse.numKeyedStateEntries()).isEqualTo(entries);
  }

  /** A day that comes to so much more than 5 to 15, and forecasts of the mean for all leads. */
  private void close(int day, float more, float mean) throws Exception {
    for (int item = 0; item < ITEMS; item++) {
      float[][] leads = {forecast(mean), forecast(mean), forecast(mean), forecast(mean)};
      series.processElement(
          new StreamRecord<>(
              ActualDay.of(
                  new ServedClose(
                      key(item),
                      day,
                      end(day),
                      units(item, more),
                      DemandClass.SMOOTH,
                      LEVELS,
                      leads))));
    }
    passTime(end(day));
  }

  private void passTime(long moment) throws Exception {
    series.processWatermark(new Watermark(moment));
    List<AccuracyPart> parts = series.extractOutputValues();
    for (; passedOn < parts.size(); passedOn++) {
      warehouse.processElement(new StreamRecord<>(parts.get(passedOn)));
    }
    warehouse.processWatermark(new Watermark(moment));
  }

  private static float units(int item, float more) {
    return 5 + item % 11 + more;
  }

  private static float[] forecast(float mean) {
    return new float[] {mean, mean - 5, mean - 2, mean, mean + 2, mean + 5};
  }

  private static SeriesKey key(int item) {
    return new SeriesKey("W", "item-" + item);
  }

  private static long end(int day) {
    return (day + 1L) * 86_400_000L - 1;
  }

  /** The latest of each. */
  private Map<String, Double> measures(String demandClass, int day, int lead) {
    Map<String, Double> found = new HashMap<>();
    for (LiveFigure figure : warehouse.extractOutputValues()) {
      if (figure.demandClass().equals(demandClass)
          && figure.day() == day
          && figure.lead() == lead) {
        found.put(figure.measure(), figure.value());
      }
    }
    return found;
  }

  private List<Alert> alerts() {
    var found = warehouse.getSideOutput(WarehouseAccuracyFunction.ALERTS);
    return found == null ? List.of() : found.stream().map(StreamRecord::getValue).toList();
  }
}
