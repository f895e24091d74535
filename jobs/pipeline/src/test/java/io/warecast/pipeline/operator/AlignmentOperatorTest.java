package io.warecast.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.call.CallTrace;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.hierarchy.Damping;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentOperatorTest {

  private static final int DAY = 20_000;
  private static final int HORIZON = 3;
  private static final String FOOD = "_category:FOOD";
  private static final Warehouse WAREHOUSE = new Warehouse("W", "EU", "Europe/Berlin");
  private static final Map<String, String> CATEGORIES =
      Map.of("apple", "FOOD", "bread", "FOOD", "chair", "HOME");
  private static final Damping WHOLE = new Damping(new int[] {1}, new float[] {1});
  private static final Damping HALF = new Damping(new int[] {1}, new float[] {.5f});

  private Aligned aligned;

  @BeforeEach
  void start() throws Exception {
    aligned = Aligned.started(CATEGORIES, 1);
  }

  @AfterEach
  void stop() throws Exception {
    aligned.close();
  }

  @Test
  void itemsWaitForTheirGroupAndThenAddUpToIt() throws Exception {
    aligned.send(closing("apple", DAY, 4), closing(FOOD, DAY, 15), closing("bread", DAY, 6));
    aligned.watermark(end(DAY) - 1);
    assertThat(means()).as("a group is served at once").isEqualTo(Map.of(FOOD, 15f));
    aligned.watermark(end(DAY));
    assertThat(means()).isEqualTo(Map.of(FOOD, 15f, "apple", 6f, "bread", 9f));
    assertThat(texts(aligned.closings())).hasSize(3).isEqualTo(texts(aligned.forecasts()));
  }

  @Test
  void theEndOfABoundedInputAlignsWhatWaits() throws Exception {
    aligned.send(closing(FOOD, DAY, 15), closing("apple", DAY, 4), closing("bread", DAY, 6));
    aligned.watermark(Long.MAX_VALUE);
    assertThat(means()).isEqualTo(Map.of(FOOD, 15f, "apple", 6f, "bread", 9f));
    aligned.send(openDay("apple", DAY + 1, 8));
    assertThat(means()).as("what is made after it does not wait").containsEntry("apple", 12f);
  }

  @Test
  void neitherOrderNorParallelismChangesABit() throws Exception {
    Map<String, String> categories = new TreeMap<>();
    List<MadeForecast> made = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int item = 0; item < 300; item++) {
      String category = "C" + item % 7;
      if (item % 5 > 0) {
        categories.put("item-" + item, category);
      }
      made.add(closing("item-" + item, DAY, (float) Math.pow(10, random.nextDouble(-4, 4))));
    }
    for (int category = 0; category < 7; category++) {
      made.add(closing("_category:C" + category, DAY, (float) random.nextDouble(5e4, 9e4)));
    }
    made.add(closing("_total", DAY, 4e5f));
    List<String> first = List.of();
    for (int parallelism = 1; parallelism <= 4; parallelism++) {
      Collections.shuffle(made, new Random(parallelism));
      try (Aligned stage = Aligned.started(categories, parallelism)) {
        stage.send(made.toArray(MadeForecast[]::new));
        stage.watermark(end(DAY));
        List<String> found = texts(stage.closings());
        assertThat(found).hasSize(308);
        assertThat(first.isEmpty() ? found : first).isEqualTo(found);
        first = found;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void restoredBetweenACloseAndItsWatermarkNothingIsLostOrRepeated(int parallelism)
      throws Exception {
    aligned.send(closing(FOOD, DAY, 15), closing("chair", DAY, 3), closing("apple", DAY, 4));
    aligned.watermark(end(DAY) - 5);
    try (Aligned restored = aligned.restored(parallelism)) {
      restored.send(closing("bread", DAY, 6), closing("_category:HOME", DAY, 6));
      restored.watermark(end(DAY));
      assertThat(means(restored.closings()))
          .isEqualTo(Map.of("apple", 6f, "bread", 9f, "chair", 6f, "_category:HOME", 6f));
      try (Aligned again = restored.restored(1)) {
        again.send(openDay("apple", DAY + 1, 8), reply("chair", DAY, 1));
        assertThat(means(again.forecasts())).as("at once").isEqualTo(Map.of("apple", 12f));
        assertThat(again.replies().get(0).forecast().mean()).containsOnly(2);
      }
    }
  }

  @Test
  void forecastsOfTheOpenDayAndRepliesTakeTheRatiosOfTheLastClose() throws Exception {
    aligned.send(closing(FOOD, DAY, 15, 10, 20), closing("apple", DAY, 10, 10, 10));
    aligned.watermark(end(DAY));
    aligned.send(openDay("apple", DAY + 1, 10, 10, 10), reply("apple", DAY, 10, 10, 10));
    assertThat(aligned.forecasts().get(2).mean())
        .as("by target day; the last holds on")
        .containsExactly(10, 20, 20);
    ForecastReply reply = aligned.replies().get(0);
    assertThat(reply.requestId()).isEqualTo("r");
    assertThat(reply.forecast().mean()).containsExactly(15, 10, 20);
    assertThat(aligned.closings()).as("none of them is a close").hasSize(2);
  }

  @Test
  void whatFollowsACloseThatIsNotAlignedYetWaitsForIt() throws Exception {
    aligned.send(closing(FOOD, DAY, 20), closing("apple", DAY, 10));
    aligned.watermark(end(DAY));
    aligned.send(reply("apple", DAY + 1, 10), closing("apple", DAY + 1, 10));
    aligned.send(openDay("apple", DAY + 2, 10), closing(FOOD, DAY + 1, 30));
    assertThat(aligned.replies()).isEmpty();
    aligned.watermark(end(DAY + 1));
    assertThat(aligned.replies().get(0).forecast().mean()).containsOnly(30);
    assertThat(aligned.forecasts().stream().filter(f -> f.key().itemId().equals("apple")))
        .extracting(f -> f.mean()[0])
        .containsExactly(20f, 30f, 30f);
  }

  @Test
  void whenDaysPassAtALeapEachCloseHasItsOwnRatios() throws Exception {
    for (int day = DAY + 2; day >= DAY; day--) {
      aligned.send(closing(FOOD, day, 10 * (day - DAY + 1)), closing("apple", day, 10));
    }
    aligned.watermark(end(DAY + 2));
    assertThat(aligned.closings().stream().filter(f -> f.key().itemId().equals("apple")))
        .extracting(f -> f.originDay() - DAY + " " + f.mean()[0])
        .containsExactly("0 10.0", "1 20.0", "2 30.0");
    aligned.send(openDay("apple", DAY + 3, 1));
    assertThat(means()).containsEntry("apple", 3f);
  }

  @Test
  void theCloseOfTheSeedIsOverWithTheFirstWatermarkWhateverItIs() throws Exception {
    aligned.send(
        MadeForecast.atClosing(
            forecast(FOOD, DAY, 15),
            SeriesForecasting.SEEDED,
            WHOLE,
            DemandClass.SMOOTH,
            Float.NaN),
        MadeForecast.atClosing(
            forecast("apple", DAY, 10),
            SeriesForecasting.SEEDED,
            WHOLE,
            DemandClass.SMOOTH,
            Float.NaN));
    aligned.watermark(end(DAY - 3));
    assertThat(means()).containsEntry("apple", 15f);
  }

  @Test
  void withoutCategoriesItemsAddUpToTheTotal() throws Exception {
    aligned.send(closing("x", DAY, 4), closing("y", DAY, 6), closing("_total", DAY, 5));
    aligned.watermark(end(DAY));
    assertThat(means()).isEqualTo(Map.of("x", 2f, "y", 3f, "_total", 5f));
  }

  @Test
  void besideCategoriesAnItemWithoutOneIsHeldAgainstTheTotalTogetherWithThem() throws Exception {
    aligned.send(closing("x", DAY, 4), closing("apple", DAY, 10), closing("_total", DAY, 30));
    aligned.send(closing(FOOD, DAY, 16));
    aligned.watermark(end(DAY));
    assertThat(means()).containsEntry("apple", 16f).containsEntry(FOOD, 16f);
    assertThat(means().get("x")).isCloseTo(4 * 30f / (16 + 4), within(1e-5f));
    assertThat(aligned.closings()).as("a category goes out once").hasSize(4);
  }

  @Test
  void aTotalWhoseItemsAllHaveCategoriesJustPasses() throws Exception {
    aligned.send(closing("_total", DAY, 99), closing("apple", DAY, 4), closing(FOOD, DAY, 4));
    aligned.watermark(end(DAY));
    assertThat(means()).isEqualTo(Map.of("_total", 99f, "apple", 4f, FOOD, 4f));
  }

  @Test
  void aGroupWithoutAForecastLeavesItsItemsAndForgetsOlderRatios() throws Exception {
    aligned.send(closing(FOOD, DAY, 20), closing("apple", DAY, 10));
    aligned.watermark(end(DAY));
    aligned.send(closing("apple", DAY + 1, 7));
    aligned.watermark(end(DAY + 1));
    assertThat(means()).containsEntry("apple", 7f);
    aligned.send(openDay("apple", DAY + 2, 8));
    assertThat(means()).containsEntry("apple", 8f);
  }

  @Test
  void anItemThatAppearsLaterTakesTheRatiosOfItsGroup() throws Exception {
    aligned.send(closing(FOOD, DAY, 20), closing("apple", DAY, 10));
    aligned.watermark(end(DAY));
    aligned.send(openDay("bread", DAY + 1, 3));
    assertThat(means()).containsEntry("bread", 6f);
    aligned.send(openDay("unheard-of", DAY + 1, 3));
    assertThat(means()).as("no total has been forecast").containsEntry("unheard-of", 3f);
  }

  @Test
  void aForecastOfAnAlignedDayThatComesLateTakesTheRatiosKept() throws Exception {
    aligned.send(closing(FOOD, DAY, 20), closing("apple", DAY, 10));
    aligned.watermark(end(DAY));
    aligned.send(closing("bread", DAY, 3), closing(FOOD, DAY, 50));
    assertThat(means()).containsEntry("bread", 6f).containsEntry(FOOD, 50f);
    assertThat(aligned.timers()).isZero();
  }

  @Test
  void eachForecastIsDampedAsItsModelVersionWantsIt() throws Exception {
    aligned.send(closing(FOOD, DAY, 40), closing("apple", DAY, 10));
    aligned.watermark(end(DAY));
    aligned.send(
        MadeForecast.inReply(
            "half", forecast("apple", DAY, 10), end(DAY), HALF, DemandClass.SMOOTH, CallTrace.NONE),
        MadeForecast.inReply(
            "none",
            forecast("apple", DAY, 10),
            end(DAY),
            Damping.NONE,
            DemandClass.SMOOTH,
            CallTrace.NONE));
    assertThat(aligned.replies().get(0).forecast().mean()[0])
        .isCloseTo(10 * (float) Math.sqrt(3), within(1e-5f));
    assertThat(aligned.replies().get(1).forecast().mean()).containsOnly(10);
  }

  @Test
  void theAlignmentIsATermOfTheExplanationWhichAddsUpToWhatIsServed() throws Exception {
    aligned.send(closing(FOOD, DAY, 20), closing("apple", DAY, 10));
    aligned.watermark(end(DAY));
    float[][] units = new float[HORIZON][];
    Arrays.fill(units, new float[] {7, 3});
    aligned.send(
        reply("apple", DAY, 10).explained(new Explanation(new String[] {"level", "price"}, units)),
        reply(FOOD, DAY, 20).explained(Explanation.whole("group", new float[] {20})));
    Explanation ofItem = aligned.replies().get(0).explanation();
    assertThat(ofItem.terms()).containsExactly("level", "price", Explanation.ALIGNMENT);
    assertThat(ofItem.units()[0]).containsExactly(7, 3, 10);
    assertThat(ofItem.sum(0)).isEqualTo(aligned.replies().get(0).forecast().mean()[0]);
    assertThat(aligned.replies().get(1).explanation().terms()).containsExactly("group");
  }

  @Test
  void warehousesAreAlignedEachWithItsOwn() throws Exception {
    aligned.send(closing("x", DAY, 4), closing("_total", DAY, 8));
    Forecast elsewhere = forecast(new SeriesKey("V", "x"), DAY, 4);
    aligned.send(
        MadeForecast.atClosing(
            elsewhere, end(DAY) - 3_600_000, WHOLE, DemandClass.SMOOTH, Float.NaN));
    aligned.watermark(end(DAY));
    assertThat(aligned.closings())
        .extracting(f -> f.key() + " " + f.mean()[0])
        .containsExactlyInAnyOrder("W|_total 8.0", "W|x 8.0", "V|x 4.0");
  }

  @Test
  void stateHoldsNothingBetweenClosesButTheRatiosOfEachGroup() throws Exception {
    for (int day = DAY; day < DAY + 5; day++) {
      aligned.send(closing(FOOD, day, 20), closing("apple", day, 10), closing("bread", day, 1));
      assertThat(aligned.timers()).as("of the category, and of the total").isEqualTo(2);
      aligned.watermark(end(day));
      assertThat(aligned.timers()).isZero();
      assertThat(aligned.stateEntries()).isEqualTo(1);
    }
  }

  private Map<String, Float> means() {
    return means(aligned.forecasts());
  }

  /** Of step 1, the last by item. */
  private static Map<String, Float> means(List<Forecast> forecasts) {
    Map<String, Float> means = new TreeMap<>();
    forecasts.forEach(forecast -> means.put(forecast.key().itemId(), forecast.mean()[0]));
    return means;
  }

  private static List<String> texts(List<Forecast> forecasts) {
    return forecasts.stream()
        .map(f -> f.key() + Arrays.toString(f.mean()) + Arrays.deepToString(f.quantiles()))
        .sorted()
        .toList();
  }

  private static MadeForecast closing(String item, int day, float... mean) {
    return MadeForecast.atClosing(
        forecast(item, day, mean), end(day), WHOLE, DemandClass.SMOOTH, Float.NaN);
  }

  /** Of a day that is open: the one before has closed. */
  private static MadeForecast openDay(String item, int day, float... mean) {
    return MadeForecast.ofOpenDay(
        forecast(item, day, mean), end(day - 1), WHOLE, DemandClass.SMOOTH);
  }

  private static MadeForecast reply(String item, int closedDay, float... mean) {
    return MadeForecast.inReply(
        "r",
        forecast(item, closedDay, mean),
        end(closedDay),
        WHOLE,
        DemandClass.SMOOTH,
        CallTrace.NONE);
  }

  private static Forecast forecast(String item, int originDay, float... mean) {
    return forecast(new SeriesKey("W", item), originDay, mean);
  }

  private static Forecast forecast(SeriesKey key, int originDay, float... mean) {
    float[] steps = Arrays.copyOf(mean, HORIZON);
    Arrays.fill(steps, mean.length, HORIZON, mean[mean.length - 1]);
    float[][] quantiles = new float[3][];
    for (int level = 0; level < 3; level++) {
      quantiles[level] = steps.clone();
    }
    return new Forecast(
        key,
        originDay,
        end(originDay),
        1,
        end(originDay),
        0,
        Tier.MODEL,
        Method.XGBOOST,
        "v1",
        steps,
        new float[] {.025f, .5f, .975f},
        quantiles);
  }

  private static long end(int day) {
    return WAREHOUSE.endOfDay(day);
  }
}
