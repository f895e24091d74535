package io.warecast.scoring.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.model.NewItems;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewItemChoiceTest {

  private static final float[] LEVELS = {.05f, .5f, .95f};
  private static final Map<String, String> CATEGORIES =
      Map.of("f1", "FOOD", "f2", "FOOD", "h1", "HOME", "f3", "FOOD");

  @Test
  void aCategoryIsExpectedToSellWhatItsNewItemsSold() {
    List<HeldBackForecast> forecasts = new ArrayList<>();
    forecasts.add(unsold("f1", days(60, 2)));
    forecasts.add(unsold("f2", days(60, 6)));
    forecasts.add(unsold("h1", days(99, 1)));
    // Sold before the origin: no example.
    forecasts.add(forecast("f3", false, days(200, 1_000)));

    List<NewItems> chosen = NewItemChoice.choose(forecasts, CATEGORIES, LEVELS);

    assertThat(chosen)
        .containsExactly(
            new NewItems("", 219, (float) ((120 + 360 + 99) / 219.0), List.of(1f, 2f, 6f)),
            new NewItems("FOOD", 120, 4, List.of(2f, 4f, 6f)));
  }

  @Test
  void daysThatAreNotKnownSayNothing() {
    float[] units = days(200, 3);
    Arrays.fill(units, 0, 80, Float.NaN);
    assertThat(NewItemChoice.choose(List.of(unsold("f1", units)), CATEGORIES, LEVELS))
        .extracting(NewItems::category, NewItems::days, NewItems::mean)
        .containsExactly(tuple("", 120, 3.0), tuple("FOOD", 120, 3.0));
  }

  @Test
  void fewDaysSayNothing() {
    assertThat(NewItemChoice.choose(List.of(unsold("f1", days(99, 3))), CATEGORIES, LEVELS))
        .isEmpty();
  }

  private static HeldBackForecast unsold(String item, float[] actual) {
    return forecast(item, true, actual);
  }

  private static HeldBackForecast forecast(String item, boolean isUnsold, float[] actual) {
    return new HeldBackForecast(
        new SeriesKey("W", item),
        DemandClass.NEW,
        100,
        0,
        Method.SEASONAL,
        isUnsold,
        actual,
        new float[actual.length],
        new float[LEVELS.length][actual.length],
        new float[0][]);
  }

  private static float[] days(int count, float units) {
    float[] days = new float[count];
    Arrays.fill(days, units);
    return days;
  }
}
