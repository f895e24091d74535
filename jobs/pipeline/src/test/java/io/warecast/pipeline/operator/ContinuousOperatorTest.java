package io.warecast.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.PriceChange;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.model.NewItems;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.scoring.TrainedModels;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuousOperatorTest {

  private static final int SEEDED = TrainedModels.LAST_DAY;
  private static final int OPEN = SEEDED + 1;

  @TempDir static Path folder;
  private static String models;
  private ContinuousSeries stream;

  @BeforeAll
  static void trainModels() {
    models = folder.toUri().toString();
    for (String version : List.of("v1", "v2")) {
      int series = version.equals("v1") ? 6 : 3;
      TrainedModels.training(models, version)
          .run(TrainedModels.rows(series, TrainedModels.plan()), series, () -> {});
    }
  }

  @BeforeEach
  void start() throws Exception {
    stream = ContinuousSeries.started(models, SEEDED);
  }

  @AfterEach
  void stop() throws Exception {
    stream.close();
  }

  @Test
  void forecastsNothingBeforeTheWholeSeedIsIn() throws Exception {
    stream.seed(1, 2);
    stream.order(1, OPEN, 12, 500);
    stream.passTime(60_000);
    assertThat(stream.forecasts()).isEmpty();
    stream.seedIsIn();
    assertThat(stream.closings()).hasSize(2);
    assertSame(stream.closings(), stream.batch(SEEDED));
    assertThat(stream.demandDays()).as("days of the seed are in the lake").isEmpty();
  }

  @Test
  void everyCloseEqualsTheBatchAtItsOriginToTheBit() throws Exception {
    stream.seed(1, 2, 3);
    stream.seedIsIn();
    SplittableRandom random = new SplittableRandom(1);
    for (int day = OPEN; day <= SEEDED + 5; day++) {
      for (int order = 0; order < 20; order++) {
        double units = Math.round(random.nextDouble(-1, 3) * 1e6) / 1e6;
        stream.order(random.nextInt(1, 4), day, order, units);
        stream.passTime(700);
      }
      stream.closeDay(day);
      assertSame(closedOn(day), stream.batch(day));
    }
  }

  @Test
  void anOrderOfTheOpenDayThatMovesEnoughIsForecastAtOnceAndASmallOneIsNot() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    stream.passTime(2_000);
    assertThat(stream.forecasts(1)).hasSize(1);
    float expected = stream.latest(1).mean()[0];
    // At noon, with half of an even day over: 12.5 % of the expected total is short of the rule.
    stream.order(1, OPEN, 12, expected * .5);
    stream.passTime(5);
    int before = stream.forecasts(1).size();
    stream.order(1, OPEN, 12, .01);
    stream.passTime(5_000);
    assertThat(stream.forecasts(1)).hasSize(before);
    stream.order(1, OPEN, 12, 40);
    stream.passTime(5);
    assertThat(stream.forecasts(1)).hasSize(before + 1);
    Forecast forecast = stream.latest(1);
    assertThat(forecast.originDay()).isEqualTo(OPEN);
    assertThat(forecast.asOf()).isEqualTo(stream.endOf(SEEDED) + 1 + 12 * 3_600_000L);
    assertThat(stream.closings()).as("the day is still open").hasSize(1);
  }

  @Test
  void aSeriesIsForecastAtMostOnceAnInterval() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    stream.passTime(2_000);
    int before = stream.forecasts(1).size();
    for (int i = 0; i < 50; i++) {
      stream.order(1, OPEN, 10, 30);
      stream.passTime(10);
    }
    assertThat(stream.forecasts(1)).hasSize(before + 1);
    stream.passTime(600);
    stream.passTime(5);
    assertThat(stream.forecasts(1)).as("what came meanwhile").hasSize(before + 2);
    stream.passTime(10_000);
    assertThat(stream.forecasts(1)).hasSize(before + 2);
  }

  @Test
  void aCorrectionOfAClosedDayIsWrittenAgainAndForecastAnew() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    stream.order(1, OPEN, 10, 7.25);
    stream.closeDay(OPEN);
    stream.passTime(2_000);
    DemandDay closed = stream.demandDays().get(0);
    assertThat(closed.units()).isEqualTo(7.25f);
    int before = stream.forecasts(1).size();
    stream.order(1, OPEN, 23, 30);
    stream.passTime(5);
    DemandDay corrected = stream.demandDays().get(1);
    assertThat(corrected.day()).isEqualTo(OPEN);
    assertThat(corrected.units()).isEqualTo(37.25f);
    assertThat(corrected.revision()).isGreaterThan(closed.revision());
    assertThat(stream.forecasts(1)).hasSize(before + 1);
    assertThat(stream.latest(1).asOf()).isGreaterThan(stream.endOf(OPEN));
    stream.closeDay(OPEN + 1);
    assertSame(closedOn(OPEN + 1), stream.batch(OPEN + 1));
  }

  @Test
  void moreCancelledThanOrderedIsADayOfZero() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    stream.order(1, OPEN, 10, -5);
    stream.closeDay(OPEN);
    assertThat(stream.demandDays()).extracting(DemandDay::units).containsExactly(0f);
    assertSame(closedOn(OPEN), stream.batch(OPEN));
  }

  @Test
  void anItemNeverSeenBeforeIsForecastFromItsFirstClose() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    stream.closeDay(OPEN + 2);
    stream.order(9, OPEN + 3, 10, 4);
    stream.closeDay(OPEN + 3);
    List<Forecast> closings =
        stream.closings().stream().filter(f -> f.key().equals(TrainedModels.key(9))).toList();
    assertThat(closings).hasSize(1);
    assertThat(closings.get(0).originDay()).isEqualTo(OPEN + 3);
    assertThat(closings.get(0).tier()).isEqualTo(Tier.SEASONAL);
    assertThat(closings.get(0).mean()).doesNotContain(Float.NaN);
    assertSame(closedOn(OPEN + 3), stream.batch(OPEN + 3));
    assertThat(stream.demandDays())
        .filteredOn(day -> day.key().equals(TrainedModels.key(9)))
        .extracting(DemandDay::day)
        .containsExactly(OPEN + 3);
  }

  @Test
  void aSeriesKnownByItsOffersAloneIsForecastAsInABatch() throws Exception {
    stream.seed(1);
    stream.send(SeriesInput.of(TrainedModels.key(8), ContinuousSeries.price(SEEDED - 9, 2)));
    stream.seedIsIn();
    assertSame(closedOn(SEEDED), stream.batch(SEEDED));
    stream.closeDay(OPEN);
    assertSame(closedOn(OPEN), stream.batch(OPEN));
    assertThat(stream.demandDays()).extracting(DemandDay::units).doesNotContain(Float.NaN);
  }

  @Test
  void anItemOnOfferThatHasNotSoldIsForecastFromOthersLikeItWithinTheDayToo() throws Exception {
    NewItems expected = new NewItems("", 300, 1.5, List.of(0f, 1f, 4f));
    ModelCalibration calibration =
        new ModelCalibration(1, List.of(), Map.of(), List.of(), List.of(expected));
    ModelRegistry.at(models, "demand").calibrate("v1", "v1-new-items", calibration, Map.of());
    stream.seed(1);
    SeriesKey unsold = TrainedModels.key(8);
    stream.send(SeriesInput.of(unsold, ContinuousSeries.price(SEEDED - 9, 2)));
    stream.seedIsIn();
    assertThat(stream.latest(8).method()).isEqualTo(Method.SEASONAL);
    stream.passTime(2_000);
    stream.share(SharedInput.of(stream.model("v1-new-items", "")));
    stream.untilModelsAreLoaded();
    stream.passTurns();
    assertThat(stream.latest(8).method()).isEqualTo(Method.LIKE_ITEMS);
    assertThat(stream.latest(8).mean()).containsOnly(1.5f);
    Forecast asked = stream.ask(unsold, OPEN + 2, 2, "latest", WhatIf.NOTHING).forecast();
    assertThat(asked.mean()).containsOnly(1.5f);
    stream.closeDay(OPEN);
    assertThat(stream.latest(8).method()).isEqualTo(Method.LIKE_ITEMS);
    assertSame(closedOn(OPEN), stream.batch(OPEN));
  }

  @Test
  void aWeekWithoutOrdersIsSevenDaysOfZero() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    stream.closeDay(SEEDED + 7);
    assertThat(stream.demandDays()).extracting(DemandDay::units).hasSize(7).containsOnly(0f);
    assertThat(closedOn(SEEDED + 4)).hasSize(1);
    assertSame(closedOn(SEEDED + 7), stream.batch(SEEDED + 7));
  }

  @Test
  void theEndOfInputClosesNoDayThatIsNotOver() throws Exception {
    stream.seed(1);
    stream.watermark(Long.MAX_VALUE);
    assertThat(originsOf(stream.closings())).containsExactly(SEEDED);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z"
  })
  void daysOfTheClockChangeCloseAtLocalMidnight(String date, String begin, String end)
      throws Exception {
    int day = (int) LocalDate.parse(date).toEpochDay();
    try (ContinuousSeries dst = ContinuousSeries.started(models, day - 2)) {
      dst.seed(1);
      dst.seedIsIn();
      long beginsAt = Instant.parse(begin).toEpochMilli();
      long endsAt = Instant.parse(end).toEpochMilli();
      dst.watermark(beginsAt - 2);
      assertThat(originsOf(dst.closings())).doesNotContain(day - 1);
      dst.watermark(beginsAt - 1);
      assertThat(originsOf(dst.closings())).contains(day - 1);
      dst.order(1, day, 1, 11);
      dst.watermark(endsAt - 2);
      assertThat(originsOf(dst.closings())).doesNotContain(day);
      dst.watermark(endsAt - 1);
      assertThat(originsOf(dst.closings())).contains(day);
      Forecast closing = dst.closings().get(dst.closings().size() - 1);
      assertThat(closing.asOf()).isEqualTo(endsAt - 1);
      assertSame(List.of(closing), dst.batch(day));
    }
  }

  @Test
  void aChangedPriceIsForecastAnewForItsSeriesAlone() throws Exception {
    stream.seed(1, 2);
    stream.seedIsIn();
    stream.passTime(2_000);
    stream.send(SeriesInput.of(new PriceChange(TrainedModels.key(1), OPEN + 1, 3, true)));
    stream.passTime(5);
    assertThat(stream.forecasts(1)).hasSize(2);
    assertThat(stream.forecasts(2)).hasSize(1);
    stream.closeDay(OPEN);
    assertSame(closedOn(OPEN), stream.batch(OPEN));
  }

  @Test
  void aCalendarEventIsForecastAnewForEverySeriesInTurns() throws Exception {
    int[] many = manyWaitForAFeast();
    assertThat(stream.forecasts().size() - many.length)
        .as("one turn, so that orders need not wait for all")
        .isBetween(1, many.length - 1);
    stream.passTurns();
    assertThat(stream.forecasts().size()).isEqualTo(2 * many.length);
    for (int i : many) {
      assertThat(stream.forecasts(i)).hasSize(2);
    }
  }

  @Test
  void aSeriesThatMovesWhileOthersAreForecastAnewDoesNotWaitForThem() throws Exception {
    int[] many = manyWaitForAFeast();
    int waiting = waitingForTheFeast(many);
    stream.order(waiting, OPEN, 12, 40);
    stream.passTime(50);
    assertThat(stream.forecasts(waiting)).hasSize(2);
    assertThat(stream.forecasts().size()).as("others wait still").isLessThan(2 * many.length);
    stream.passTurns();
    assertThat(stream.forecasts().size()).isEqualTo(2 * many.length + 1);
  }

  /** Many series, all but those of one turn still to be forecast anew for a common reason. */
  private int[] manyWaitForAFeast() throws Exception {
    int[] many = IntStream.rangeClosed(1, 600).toArray();
    stream.seed(many);
    stream.seedIsIn();
    stream.passTime(2_000);
    stream.share(SharedInput.of(new CalendarEvent("W", OPEN + 2, DayKind.HOLIDAY, "Feast")));
    stream.passTime(5);
    return many;
  }

  /** The last series to be forecast anew. */
  private int waitingForTheFeast(int... many) {
    return Arrays.stream(many).filter(i -> stream.forecasts(i).size() == 1).max().orElseThrow();
  }

  @Test
  void aSeriesThatWaitsForItsTurnHasItAfterARestore() throws Exception {
    stream.seed(1, 2);
    stream.seedIsIn();
    stream.passTime(2_000);
    stream.order(1, OPEN, 12, 40);
    assertThat(stream.forecasts(1)).as("it waits").hasSize(1);
    stream.harness.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState waits = stream.harness.snapshot(1, 1);
    try (ContinuousSeries restored = stream.restored(waits, 1, 1, 0)) {
      restored.passTime(5_000);
      restored.passTurns();
      assertThat(restored.forecasts(1)).extracting(Forecast::originDay).containsExactly(OPEN);
      assertThat(restored.forecasts(2)).isEmpty();
      stream.passTurns();
      assertThat(stream.forecasts(1)).as("and has it where nothing failed, once").hasSize(2);
    }
  }

  @Test
  void anActivatedModelForecastsEverySeriesAnew() throws Exception {
    stream.seed(1, 2, 3);
    stream.seedIsIn();
    stream.share(SharedInput.of(stream.model("v2", "")));
    stream.untilModelsAreLoaded();
    for (int i = 1; i <= 3; i++) {
      assertThat(stream.forecasts(i))
          .extracting(Forecast::modelVersion)
          .containsExactly("v1", "v2");
    }
    stream.closeDay(OPEN);
    assertSame(closedOn(OPEN), stream.batch(OPEN));
  }

  @Test
  void aModelThatCannotBeLoadedLeavesTheOldOne() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    stream.share(SharedInput.of(stream.model("never-trained", "")));
    stream.untilModelsAreLoaded();
    stream.closeDay(OPEN);
    assertThat(stream.forecasts()).extracting(Forecast::modelVersion).containsOnly("v1");
    assertThat(stream.closings()).hasSize(2);
  }

  @Test
  void aWarehousesOwnModelOverridesTheGlobalOne() throws Exception {
    stream.share(
        SharedInput.of(WarehouseCalendar.empty(new Warehouse("OTHER", "DE", "Europe/Berlin"))));
    SeriesKey elsewhere = new SeriesKey("OTHER", "item-1");
    stream.seed(1);
    stream.send(
        SeriesInput.of(
            new DemandStretch(elsewhere, SEEDED - 299, TrainedModels.history(1).units())));
    stream.seedIsIn();
    stream.share(SharedInput.of(stream.model("v2", "OTHER")));
    stream.untilModelsAreLoaded();
    stream.closeDay(OPEN);
    assertThat(closedOn(OPEN))
        .extracting(f -> f.key() + " " + f.modelVersion())
        .containsExactlyInAnyOrder("W|item-1 v1", "OTHER|item-1 v2");
    assertThat(stream.forecasts(1)).as("no other warehouse is disturbed").hasSize(2);
  }

  @Test
  void aRequestThatSupposesNothingGetsTheServedForecast() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    assertAnsweredAsServed(OPEN);
    stream.order(1, OPEN, 12, 60);
    stream.passTime(5_000);
    assertAnsweredAsServed(OPEN + 1);
    // So little that it is not served by itself: the answer brings the served one up to date.
    stream.order(1, OPEN, 13, .001);
    assertAnsweredAsServed(OPEN + 1);
    stream.closeDay(OPEN);
    assertAnsweredAsServed(OPEN + 1);
  }

  @Test
  void aSupposedPriceMovesTheDaysThatItIsSupposedFor() throws Exception {
    Path priced = folder.resolve("priced");
    PricedSeries.train(priced.toUri().toString());
    try (ContinuousSeries sold = ContinuousSeries.started(priced.toUri().toString(), SEEDED)) {
      sold.send(SeriesInput.of(PricedSeries.demand(1)));
      sold.send(SeriesInput.of(TrainedModels.key(1), PricedSeries.OFFERS));
      sold.seedIsIn();
      Forecast served = sold.latest(1);
      Forecast cheaper =
          sold.ask(TrainedModels.key(1), OPEN + 3, 2, "latest", price(PricedSeries.LOW)).forecast();
      assertThat(cheaper.horizon()).isEqualTo(5);
      for (int step = 0; step < 3; step++) {
        assertThat(cheaper.mean()[step]).isEqualTo(served.mean()[step]);
      }
      for (int step = 3; step < 5; step++) {
        assertThat(cheaper.mean()[step]).isGreaterThan(served.mean()[step] * 1.2f);
      }
      sold.closeDay(OPEN);
      assertThat(sold.latest(1).mean()[2]).as("nothing of it stays").isLessThan(cheaper.mean()[3]);
    }
  }

  @Test
  void aNewWeatherForecastMovesTheDayThatItIsForAndClosesEqualTheBatch() throws Exception {
    try (ContinuousSeries sold = weatherSeries()) {
      sold.passTime(2_000);
      sold.share(SharedInput.of(WeatherSeries.forecast(OPEN + 2, OPEN, WeatherSeries.HOT)));
      sold.passTime(5);
      assertThat(sold.forecasts(1)).hasSize(2);
      Forecast moved = sold.latest(1);
      assertThat(moved.originDay()).isEqualTo(OPEN);
      assertThat(moved.mean()[1]).isGreaterThan(moved.mean()[0] * 1.3f);
      sold.closeDay(OPEN);
      assertThat(sold.latest(1).mean()[1]).isGreaterThan(sold.latest(1).mean()[0] * 1.3f);
      assertSame(
          sold.closings().stream().filter(closed -> closed.originDay() == OPEN).toList(),
          sold.batch(OPEN));
    }
  }

  @Test
  void manyWeatherForecastsMoveASeriesOnceAnInterval() throws Exception {
    try (ContinuousSeries sold = weatherSeries()) {
      sold.passTime(2_000);
      for (int day = OPEN; day <= OPEN + WeatherSeries.LEAD_DAYS; day++) {
        sold.share(SharedInput.of(WeatherSeries.forecast(day, OPEN, WeatherSeries.HOT)));
        sold.passTime(2);
      }
      assertThat(sold.forecasts(1)).hasSize(2);
      sold.passTime(2_000);
      sold.passTime(5);
      assertThat(sold.forecasts(1)).hasSize(3);
      for (int day = OPEN; day <= OPEN + WeatherSeries.LEAD_DAYS; day++) {
        sold.share(SharedInput.of(WeatherSeries.forecast(day, OPEN, WeatherSeries.HOT)));
      }
      sold.share(SharedInput.of(WeatherSeries.forecast(SEEDED - 40, SEEDED - 40, 0)));
      sold.passTime(4_000);
      sold.passTime(5);
      assertThat(sold.forecasts(1)).as("nothing new, or of no day that counts").hasSize(3);
    }
  }

  @Test
  void aForecastThatIsIssuedLaterIsNotKnownAtTheClose() throws Exception {
    try (ContinuousSeries sold = weatherSeries()) {
      sold.share(SharedInput.of(WeatherSeries.forecast(OPEN + 1, OPEN + 1, WeatherSeries.HOT)));
      sold.closeDay(OPEN);
      Forecast closed = sold.latest(1);
      assertThat(closed.mean()[0]).isLessThan(closed.mean()[1] * 1.3f);
      assertSame(
          sold.closings().stream().filter(each -> each.originDay() == OPEN).toList(),
          sold.batch(OPEN));
    }
  }

  @Test
  void aSupposedTemperatureMovesTheDaysThatItIsSupposedFor() throws Exception {
    try (ContinuousSeries sold = weatherSeries()) {
      Forecast served = sold.latest(1);
      WhatIf hot = new WhatIf(null, null, WeatherSeries.HOT, null);
      Forecast supposed = sold.ask(TrainedModels.key(1), OPEN + 3, 2, "latest", hot).forecast();
      for (int step = 0; step < 3; step++) {
        assertThat(supposed.mean()[step]).isEqualTo(served.mean()[step]);
      }
      for (int step = 3; step < 5; step++) {
        assertThat(supposed.mean()[step]).isGreaterThan(served.mean()[step] * 1.3f);
      }
      WhatIf asKnown = new WhatIf(null, null, WeatherSeries.MILD, null);
      assertThat(sold.ask(TrainedModels.key(1), OPEN + 3, 2, "latest", asKnown).forecast().mean())
          .containsExactly(Arrays.copyOf(served.mean(), 5));
      ForecastReply ofGroup = sold.ask(SeriesKey.total("W"), OPEN + 3, 2, "latest", hot);
      assertThat(ofGroup.error()).isEqualTo("bad_request");
      assertThat(ofGroup.detail()).contains("weather");
    }
  }

  private static ContinuousSeries weatherSeries() throws Exception {
    Path registry = folder.resolve("weather");
    if (!Files.exists(registry)) {
      WeatherSeries.train(registry.toUri().toString());
    }
    ContinuousSeries sold =
        ContinuousSeries.started(registry.toUri().toString(), SEEDED, WeatherSeries.CALENDAR);
    sold.send(SeriesInput.of(WeatherSeries.demand(1)));
    sold.send(
        SeriesInput.of(
            new DemandStretch(
                SeriesKey.total("W"), SEEDED - 299, WeatherSeries.demand(1).units())));
    sold.seedIsIn();
    return sold;
  }

  @Test
  void theShadowForecastsEachCloseAfterTheVersionInUseWithoutChangingIt() throws Exception {
    stream.seed(1, 2);
    stream.seedIsIn();
    stream.share(SharedInput.of(stream.model("v2", ModelReference.SHADOW)));
    stream.untilModelsAreLoaded();
    int before = stream.forecasts().size();
    stream.closeDay(OPEN);
    assertSame(closedOn(OPEN), stream.batch(OPEN));
    assertThat(stream.forecasts()).hasSize(before + 2);
    assertThat(stream.shadows()).as("whatever else waits goes first").isEmpty();
    stream.passTime(5);
    assertThat(stream.shadows())
        .extracting(MadeForecast::forecast)
        .extracting(f -> f.key() + " " + f.modelVersion() + " " + f.originDay())
        .containsExactlyInAnyOrder("W|item-1 v2 " + OPEN, "W|item-2 v2 " + OPEN);
    assertThat(stream.shadows())
        .allMatch(MadeForecast::isClosing)
        .allMatch(made -> made.closedAt() == stream.endOf(OPEN + 1));
    assertThat(stream.shadows().get(0).forecast().mean())
        .isNotEqualTo(closedOn(OPEN).get(0).mean());

    stream.share(SharedInput.of(new ModelReference(models, "demand", "", ModelReference.SHADOW)));
    stream.closeDay(OPEN + 1);
    stream.passTime(5);
    assertThat(stream.shadows()).as("none is named any more").hasSize(2);
    assertThat(closedOn(OPEN + 1)).hasSize(2);
  }

  @Test
  void aRequestIsToldWhatTheMeanIsMadeUpOf() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    assertThat(ask(TrainedModels.key(1), OPEN, 7, "latest").explanation()).isNull();
    ForecastReply reply = stream.explain(TrainedModels.key(1), OPEN, 7);
    assertThat(reply.forecast().mean()).isEqualTo(stream.latest(1).mean());
    Explanation explanation = reply.explanation();
    assertThat(explanation.terms())
        .hasSize(DemandFeatures.SCHEMA.width() + 2)
        .startsWith(Explanation.LEVEL)
        .containsAll(DemandFeatures.SCHEMA.names())
        .endsWith(Explanation.BASE);
    int weekend = List.of(explanation.terms()).indexOf("weekday_mean_8");
    for (int step = 0; step < 7; step++) {
      float mean = reply.forecast().mean()[step];
      assertThat(explanation.sum(step)).isCloseTo(mean, within(1e-4 * mean));
      assertThat(explanation.units()[step][0]).isEqualTo(explanation.units()[0][0]);
      assertThat(Math.signum(explanation.units()[step][weekend]))
          .as("weekends sell double")
          .isEqualTo(mean > 15 ? 1 : -1);
    }
  }

  @Test
  void whatNoModelForecastsIsExplainedByItsMethod() throws Exception {
    stream.send(
        SeriesInput.of(new DemandStretch(TrainedModels.key(9), SEEDED - 1, new float[] {1, 2})));
    stream.seedIsIn();
    ForecastReply reply = stream.explain(TrainedModels.key(9), OPEN, 3);
    assertThat(reply.explanation().terms()).containsExactly("seasonal");
    assertThat(reply.explanation().units()[2][0]).isEqualTo(reply.forecast().mean()[2]);
  }

  @Test
  void requestsThatCannotBeAnsweredSayWhy() throws Exception {
    SeriesKey known = TrainedModels.key(1);
    stream.seed(1);
    assertThat(ask(known, OPEN, 1, "latest").error()).isEqualTo("not_ready");
    stream.seedIsIn();
    SeriesKey unknown = new SeriesKey("W", "nobody");
    SeriesKey nowhere = new SeriesKey("NOWHERE", "item-1");
    assertThat(ask(unknown, OPEN, 1, "latest").error()).isEqualTo("unknown_series");
    assertThat(ask(nowhere, OPEN, 1, "latest").error()).isEqualTo("unknown_series");
    assertThat(ask(known, SEEDED, 1, "latest").error()).isEqualTo("bad_request");
    assertThat(ask(known, OPEN, 0, "latest").error()).isEqualTo("bad_request");
    assertThat(ask(known, OPEN, 61, "latest").error()).isEqualTo("bad_request");
    assertThat(ask(known, OPEN, Integer.MAX_VALUE, "latest").error()).isEqualTo("bad_request");
    assertThat(ask(known, OPEN, 1, "never-trained").error()).isEqualTo("unknown_model");
    assertThat(stream.replies()).allMatch(reply -> reply.detail().length() > 10);
    assertThat(ask(known, OPEN, 60, "latest").forecast().horizon()).isEqualTo(60);
  }

  @Test
  void anOlderVersionCanBeAskedFor() throws Exception {
    stream.seed(1);
    stream.seedIsIn();
    Forecast served = stream.latest(1);
    Forecast asked = ask(TrainedModels.key(1), OPEN, 7, "v2").forecast();
    assertThat(asked.modelVersion()).isEqualTo("v2");
    assertThat(asked.mean()).isNotEqualTo(served.mean());
    assertThat(ask(TrainedModels.key(1), OPEN, 7, "v1").forecast().mean())
        .containsExactly(served.mean());
    stream.closeDay(OPEN);
    assertThat(stream.latest(1).modelVersion()).isEqualTo("v1");
  }

  @Test
  void generationsOfASeriesOnlyGoUp() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    stream.seed(1, 2);
    stream.seedIsIn();
    for (int step = 0; step < 300; step++) {
      int day = OPEN + step / 30;
      switch (random.nextInt(6)) {
        case 0 -> stream.order(1, day - random.nextInt(1, 4), 5, 20);
        case 1 -> stream.order(2, day + 1, 2, 30);
        case 2 -> stream.watermark(stream.endOf(day - 1) + random.nextInt(80_000_000));
        case 3 ->
            stream.share(
                SharedInput.of(new CalendarEvent("W", day + 3, DayKind.EVENT, "e" + step)));
        case 4 -> ask(TrainedModels.key(1), day + 2, 1, "latest");
        default -> stream.order(random.nextInt(1, 3), day, random.nextInt(24), 25);
      }
      stream.passTime(random.nextInt(900));
    }
    for (int i = 1; i <= 2; i++) {
      List<Forecast> all = stream.forecasts(i);
      assertThat(all).hasSizeGreaterThan(30);
      for (int n = 1; n < all.size(); n++) {
        assertThat(all.get(n).asOf()).isGreaterThanOrEqualTo(all.get(n - 1).asOf());
        assertThat(all.get(n).sequence()).isGreaterThan(all.get(n - 1).sequence());
      }
    }
  }

  @Test
  void theSeedClosesAtTheSameMomentHoweverFarTimeHasCome() throws Exception {
    stream.seed(1);
    stream.watermark(0);
    try (ContinuousSeries later = ContinuousSeries.started(models, SEEDED)) {
      later.seed(1);
      later.closeDay(SEEDED);
      assertThat(later.made().map(MadeForecast::closedAt).toList())
          .isEqualTo(stream.made().map(MadeForecast::closedAt).toList())
          .isNotEmpty();
    }
  }

  @Test
  void restoredMidDayOnTwoSubtasksAndBackOnOneItGoesOnAsIfUndisturbed() throws Exception {
    int[] items = {1, 2, 3, 4, 5, 6, 7, 8};
    stream.seed(items);
    stream.seedIsIn();
    for (int i : items) {
      stream.order(i, OPEN, 9, i * 3.5);
    }
    stream.passTime(300);
    OperatorSubtaskState midDay = stream.harness.snapshot(1, 1);
    int before = stream.closings().size();

    try (ContinuousSeries left = stream.restored(midDay, 1, 2, 0);
        ContinuousSeries right = stream.restored(midDay, 1, 2, 1)) {
      List<ContinuousSeries> two = List.of(left, right);
      for (ContinuousSeries each : two) {
        each.watermark(stream.endOf(SEEDED) + 10);
      }
      for (int i : items) {
        owner(two, i).order(i, OPEN, 15, i * .25);
        stream.order(i, OPEN, 15, i * .25);
      }
      for (ContinuousSeries each : List.of(stream, left, right)) {
        each.closeDay(OPEN);
      }
      List<Forecast> onTwo = new ArrayList<>(left.closings());
      onTwo.addAll(right.closings());
      assertThat(left.closings()).isNotEmpty();
      assertThat(right.closings()).isNotEmpty();
      assertSame(onTwo, stream.closings().subList(before, stream.closings().size()));

      OperatorSubtaskState both =
          AbstractStreamOperatorTestHarness.repackageState(
              left.harness.snapshot(2, 2), right.harness.snapshot(2, 2));
      try (ContinuousSeries one = stream.restored(both, 2, 1, 0)) {
        one.order(1, OPEN, 15, 2);
        stream.order(1, OPEN, 15, 2);
        assertThat(one.demandDays().get(0))
            .isEqualTo(stream.demandDays().get(stream.demandDays().size() - 1));
        one.closeDay(OPEN + 1);
        stream.closeDay(OPEN + 1);
        assertSame(one.closings(), closedOn(OPEN + 1));
      }
    }
  }

  @Test
  void foldingOldDaysChangesNothing() throws Exception {
    stream.seed(1, 2);
    stream.seedIsIn();
    SplittableRandom random = new SplittableRandom(3);
    for (int day = OPEN; day <= SEEDED + 60; day++) {
      for (int i : new int[] {1, 2, 3}) {
        if (i != 3 || day % 5 == 0) {
          stream.order(i, day, 8, Math.round(random.nextDouble(0, 20) * 1e6) / 1e6);
        }
        if (day % 4 == 0 && day > OPEN + 8) {
          stream.order(i, day - ContinuousSeries.LATENESS_DAYS, 8, random.nextInt(-9, 9));
        }
      }
      stream.closeDay(day);
      if (day % 6 == 0) {
        assertSame(closedOn(day), stream.batch(day));
      }
    }
  }

  private void assertAnsweredAsServed(int firstDay) throws Exception {
    SeriesKey key = TrainedModels.key(1);
    int days = ContinuousSeries.HORIZON;
    int atLeast = stream.latest(1).horizon();
    Forecast answer = ask(key, firstDay, days, "latest").forecast();
    Forecast served = stream.latest(1);
    assertThat(answer.originDay()).isEqualTo(served.originDay());
    assertThat(answer.asOf()).isEqualTo(served.asOf());
    assertThat(answer.horizon()).isEqualTo(firstDay + days - 1 - served.originDay());
    int steps = Math.min(atLeast, answer.horizon());
    for (int step = 0; step < steps; step++) {
      assertThat(answer.mean()[step]).isEqualTo(served.mean()[step]);
      for (int level = 0; level < served.levels().length; level++) {
        assertThat(answer.quantiles()[level][step]).isEqualTo(served.quantiles()[level][step]);
      }
    }
  }

  private ForecastReply ask(SeriesKey key, int day, int days, String version) throws Exception {
    return stream.ask(key, day, days, version, WhatIf.NOTHING);
  }

  private static WhatIf price(float price) {
    return new WhatIf(price, null, null, null);
  }

  /** The one of the subtasks whose state holds an item. */
  private static ContinuousSeries owner(List<ContinuousSeries> subtasks, int item)
      throws Exception {
    int group =
        org.apache.flink.runtime.state.KeyGroupRangeAssignment.assignKeyToParallelOperator(
            TrainedModels.key(item), 8, subtasks.size());
    return subtasks.get(group);
  }

  private List<Forecast> closedOn(int day) {
    return stream.closings().stream().filter(forecast -> forecast.originDay() == day).toList();
  }

  private static List<Integer> originsOf(List<Forecast> forecasts) {
    return forecasts.stream().map(Forecast::originDay).toList();
  }

  private static void assertSame(List<Forecast> some, List<Forecast> others) {
    Map<SeriesKey, Forecast> byKey = new HashMap<>();
    others.forEach(other -> byKey.put(other.key(), other));
    assertThat(some)
        .extracting(Forecast::key)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(byKey.keySet());
    for (Forecast one : some) {
      Forecast other = byKey.get(one.key());
      assertThat(one.originDay()).isEqualTo(other.originDay());
      assertThat(one.asOf()).isEqualTo(other.asOf());
      assertThat(one.tier()).isEqualTo(other.tier());
      assertThat(one.modelVersion()).isEqualTo(other.modelVersion());
      assertThat(one.mean()).containsExactly(other.mean());
      assertThat(one.levels()).containsExactly(other.levels());
      assertThat(one.quantiles()).isDeepEqualTo(other.quantiles());
    }
  }
}
