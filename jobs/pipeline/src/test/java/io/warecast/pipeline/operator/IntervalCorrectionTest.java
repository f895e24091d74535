package io.warecast.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.call.CallTrace;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntervalCorrectionTest {

  private static final int DAY = 20_000;
  private static final int ITEMS = 40;
  private static final int HORIZON = 14;
  private static final float[] LEVELS = {.025f, .25f, .5f, .75f, .975f};
  private static final float[] QUANTILES = {6, 9, 10, 11, 14};
  private static final Warehouse WAREHOUSE = new Warehouse("W", "EU", "Europe/Berlin");

  private Aligned aligned;

  @BeforeEach
  void start() throws Exception {
    aligned = Aligned.started(Map.of(), Recalibration.LEARNED, 1);
  }

  @AfterEach
  void stop() throws Exception {
    aligned.close();
  }

  @Test
  void intervalsThatMissGrowFromTheCloseOnThatTellsOfIt() throws Exception {
    close(DAY, 10);
    assertThat(last("item-0").upper()[0]).as("nothing is known yet").isEqualTo(14);
    close(DAY + 1, 20);
    Forecast corrected = last("item-0");
    assertThat(corrected.upper()[0]).isGreaterThan(14);
    assertThat(corrected.lower()[0]).as("no item was below").isEqualTo(6);
    assertThat(corrected.mean()[0]).isEqualTo(10);
    assertThat(corrected.upper()[7])
        .as("of days that no forecast was due for: as the day ahead")
        .isEqualTo(corrected.upper()[0]);
  }

  @Test
  void theGroupItselfIsCorrectedByItsOwnMisses() throws Exception {
    close(DAY, 10);
    close(DAY + 1, 20);
    assertThat(last("_total").upper()[0])
        .as("a single series says little")
        .isGreaterThan(14)
        .isLessThan(last("item-0").upper()[0]);
  }

  @Test
  void forecastsOfTheOpenDayAndRepliesAreCorrectedAsTheCloseWas() throws Exception {
    close(DAY, 10);
    close(DAY + 1, 20);
    float upper = last("item-0").upper()[0];
    Forecast open = forecast("item-0", DAY + 2);
    aligned.send(
        MadeForecast.ofOpenDay(open, end(DAY + 1), Damping.NONE, DemandClass.SMOOTH),
        MadeForecast.inReply(
            "r", open, end(DAY + 1), Damping.NONE, DemandClass.SMOOTH, CallTrace.NONE));
    assertThat(last("item-0").upper()[0]).isEqualTo(upper);
    assertThat(aligned.replies().get(0).forecast().upper()[0]).isEqualTo(upper);
  }

  @Test
  void anotherClassOfItemsIsNotTouched() throws Exception {
    close(DAY, 10);
    close(DAY + 1, 20);
    aligned.send(
        MadeForecast.ofOpenDay(
            forecast("item-0", DAY + 2), end(DAY + 1), Damping.NONE, DemandClass.LUMPY));
    assertThat(last("item-0").upper()[0]).isEqualTo(14);
  }

  @Test
  void aRestoredJobGoesOnWithWhatWasLearned() throws Exception {
    close(DAY, 10);
    close(DAY + 1, 20);
    try (Aligned restored = aligned.restored(2)) {
      close(restored, DAY + 2, 20);
      close(DAY + 2, 20);
      assertThat(restored.intervalFactors()).isNotEmpty();
      assertThat(text(restored.intervalFactors())).isSubsetOf(text(aligned.intervalFactors()));
    }
  }

  @Test
  void whenDaysPassAtALeapFactorsKnowNoLaterDay() throws Exception {
    try (Aligned leaping = Aligned.started(Map.of(), Recalibration.LEARNED, 1)) {
      for (int day = DAY; day < DAY + 3; day++) {
        close(day, day == DAY ? 10 : 20);
        send(leaping, day, day == DAY ? 10 : 20);
      }
      leaping.watermark(end(DAY + 2));
      assertThat(text(leaping.intervalFactors())).isEqualTo(text(aligned.intervalFactors()));
    }
  }

  @Test
  void whatWasServedIsToldBesideWhatTheDayCameTo() throws Exception {
    close(DAY, 10);
    close(DAY + 1, 20);
    ServedClose served = aligned.servedCloses().get(aligned.servedCloses().size() - 1);
    assertThat(served.day()).isEqualTo(DAY + 1);
    assertThat(served.units()).isEqualTo(20);
    assertThat(served.leads()).as("1, 7 and 14 days ahead").hasNumberOfRows(3);
    assertThat(served.leads()[0][5]).as("as corrected").isGreaterThan(14);
  }

  private static List<String> text(List<IntervalFactors> factors) {
    return factors.stream()
        .map(f -> f.originDay() + " " + f.demandClass() + Arrays.toString(f.factors()))
        .sorted()
        .toList();
  }

  private void close(int day, float units) throws Exception {
    close(aligned, day, units);
  }

  private static void close(Aligned stage, int day, float units) throws Exception {
    send(stage, day, units);
    stage.watermark(end(day));
  }

  private static void send(Aligned stage, int day, float units) throws Exception {
    for (int item = 0; item < ITEMS; item++) {
      stage.send(closing("item-" + item, day, DemandClass.SMOOTH, units));
    }
    stage.send(closing("_total", day, DemandClass.GROUP, units));
  }

  private static MadeForecast closing(String item, int day, DemandClass demandClass, float units) {
    return MadeForecast.atClosing(forecast(item, day), end(day), Damping.NONE, demandClass, units);
  }

  private Forecast last(String item) {
    List<Forecast> own =
        aligned.forecasts().stream().filter(f -> f.key().itemId().equals(item)).toList();
    return own.get(own.size() - 1);
  }

  private static long end(int day) {
    return WAREHOUSE.endOfDay(day);
  }

  private static Forecast forecast(String item, int originDay) {
    float[][] quantiles = new float[LEVELS.length][HORIZON];
    for (int level = 0; level < LEVELS.length; level++) {
      Arrays.fill(quantiles[level], QUANTILES[level]);
    }
    float[] mean = new float[HORIZON];
    Arrays.fill(mean, 10);
    return new Forecast(
        new SeriesKey("W", item),
        originDay,
        end(originDay),
        1,
        0,
        0,
        Tier.MODEL,
        Method.XGBOOST,
        "v1",
        mean,
        LEVELS,
        quantiles);
  }
}
