package io.warecast.domain.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WarehouseWeatherTest {

  private static final int TODAY = 20_000;

  @Test
  void knowsOfADayWhatWasIssuedLastBeforeAnother() {
    WarehouseWeather weather =
        WarehouseWeather.of(
            List.of(
                forecast(TODAY + 3, TODAY, 20),
                forecast(TODAY + 3, TODAY - 4, 10),
                forecast(TODAY + 3, TODAY + 1, 30),
                forecast(TODAY + 5, TODAY + 1, 40)));

    assertThat(weather.temperature(TODAY + 3, TODAY - 5)).isNaN();
    assertThat(weather.temperature(TODAY + 3, TODAY - 4)).isEqualTo(10);
    assertThat(weather.temperature(TODAY + 3, TODAY - 1)).isEqualTo(10);
    assertThat(weather.temperature(TODAY + 3, TODAY)).isEqualTo(20);
    assertThat(weather.precipitation(TODAY + 3, TODAY)).isEqualTo(2);
    assertThat(weather.temperature(TODAY + 3, TODAY + 9)).isEqualTo(30);
    assertThat(weather.temperature(TODAY + 5, TODAY)).as("issued tomorrow").isNaN();
    assertThat(weather.temperature(TODAY + 4, TODAY + 9)).isNaN();
  }

  @Test
  void theMeanTakesEachDayOnceAsItWasKnownLast() {
    WarehouseWeather weather =
        WarehouseWeather.of(
            List.of(
                forecast(TODAY - 2, TODAY - 2, 1_000),
                forecast(TODAY - 1, TODAY - 9, 1_000),
                forecast(TODAY - 1, TODAY - 1, 4),
                forecast(TODAY, TODAY - 1, 8),
                forecast(TODAY, TODAY + 1, 1_000),
                forecast(TODAY + 1, TODAY, 1_000)));

    assertThat(weather.meanTemperature(TODAY, 2)).isCloseTo(6, within(1e-5f));
    assertThat(weather.meanTemperature(TODAY - 30, 2)).isNaN();
  }

  @Test
  void growsOneByOneToTheSameAsAllAtOnceAndLaterReplacesEarlier() {
    List<WeatherForecast> all = new ArrayList<>();
    for (int day = TODAY; day < TODAY + 40; day++) {
      for (int lead = 0; lead < 4; lead++) {
        all.add(forecast(day, day - lead, 100 * day + lead));
      }
    }
    Collections.shuffle(all, new Random(1));
    WarehouseWeather grown = WarehouseWeather.NONE;
    for (WeatherForecast each : all) {
      WeatherForecast wrong = forecast(each.day(), each.issuedDay(), -1);
      grown = grown.with(wrong);
      assertThat(grown.holds(each)).isFalse();
      grown = grown.with(each);
      assertThat(grown.holds(each)).isTrue();
    }

    assertThat(grown).usingRecursiveComparison().isEqualTo(WarehouseWeather.of(all));
    assertThat(grown.days()).hasSize(160);
  }

  @Test
  void aWeatherThatGrowsForgetsWhatNoHistoryReaches() {
    WarehouseWeather weather = WarehouseWeather.NONE;
    for (int day = TODAY; day < TODAY + 2 * WarehouseWeather.KEPT_DAYS; day++) {
      weather = weather.with(forecast(day, day, 1));
    }

    assertThat(weather.days()).hasSize(WarehouseWeather.KEPT_DAYS + 1);
    assertThat(weather.days()[0]).isEqualTo(TODAY + WarehouseWeather.KEPT_DAYS - 1);
  }

  @Test
  void supposesTheOneAndKeepsTheOtherAsItIsKnown() {
    WarehouseWeather weather =
        WarehouseWeather.of(
            List.of(forecast(TODAY + 1, TODAY, 20), forecast(TODAY + 1, TODAY + 1, 21)));

    WarehouseWeather supposed = weather.supposing(TODAY + 1, TODAY + 2, TODAY, 35f, null);

    assertThat(supposed.temperature(TODAY + 1, TODAY)).isEqualTo(35);
    assertThat(supposed.precipitation(TODAY + 1, TODAY)).isEqualTo(2);
    assertThat(supposed.temperature(TODAY + 2, TODAY)).isEqualTo(35);
    assertThat(supposed.precipitation(TODAY + 2, TODAY)).isNaN();
    assertThat(supposed.temperature(TODAY + 3, TODAY)).isNaN();
  }

  private static WeatherForecast forecast(int day, int issuedDay, float temperature) {
    return new WeatherForecast("w", day, issuedDay, temperature, temperature / 10);
  }
}
