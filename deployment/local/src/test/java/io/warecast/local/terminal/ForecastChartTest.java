package io.warecast.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import org.junit.jupiter.api.Test;

class ForecastChartTest {

  private static final Forecast FORECAST =
      new Forecast(
          new SeriesKey("W", "I"),
          20_000,
          0,
          1,
          0,
          0,
          Tier.MODEL,
          Method.XGBOOST,
          "v1",
          new float[] {5, 6},
          new float[] {0.025f, 0.975f},
          new float[][] {{2, 3}, {8, 11}});

  @Test
  void drawsPastDaysThenTheMeanWithinItsInterval() {
    String chart = ForecastChart.draw(new float[] {4, Float.NaN, 11}, FORECAST, 100);
    assertThat(chart.lines().toList())
        .containsExactly(
            "    11.0 |    o   :",
            "         |        :",
            "         |        :",
            "     8.0 |      : :",
            "         |      : :",
            "         |      : *",
            "     5.0 |      * :",
            "         |o     : :",
            "         |      : :",
            "     2.0 |      :",
            "         |",
            "     0.0 |",
            "         +----------",
            "          2024-10-02 .. 2024-10-06   o sold   * expected   : 95 % interval");
  }

  @Test
  void leavesOutTheOldestDaysThatDoNotFit() {
    String chart = ForecastChart.draw(new float[300], FORECAST, 100);
    assertThat(chart.lines()).allMatch(line -> line.length() <= 110);
  }

  @Test
  void drawsAForecastWithoutAPast() {
    assertThat(ForecastChart.draw(new float[0], FORECAST, 100)).doesNotContain("sold");
  }
}
