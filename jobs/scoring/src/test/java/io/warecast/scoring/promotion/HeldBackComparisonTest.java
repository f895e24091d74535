package io.warecast.scoring.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.domain.series.SeriesKey;
import io.warecast.scoring.calibration.CalibratedForecast;
import io.warecast.scoring.calibration.HeldBackForecast;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldBackComparisonTest {

  private static final int DAYS = 14;
  private static final float[] LEVELS = {.025f, .5f, .975f};
  private static final Map<String, String> CATEGORIES = Map.of("a", "FOOD", "b", "FOOD");

  @Test
  void measuresItemsSumsOfGroupsAndSumsOfWarehousesAlike() {
    // Errors of the items cancel out in the sums.
    SegmentComparison total =
        of(forecasts(12, 8, LEVELS, ModelCalibration.NONE), Optional.empty()).get(0);
    assertThat(total.isTotal()).isTrue();
    assertThat(total.units()).isEqualTo(2 * DAYS * 10);
    assertThat(total.rows()).isEqualTo(2 * DAYS);
    assertThat(total.candidate().get(Measure.RMSSE)).isCloseTo(2 / Math.sqrt(4), within(1e-6));
    assertThat(total.candidate().get(Measure.WRMSSE)).isCloseTo(1 / 3.0, within(1e-6));
    assertThat(total.candidate().get(Measure.WAPE)).isCloseTo(.2, within(1e-6));
    assertThat(total.candidate().get(Measure.BIAS)).isCloseTo(0, within(1e-6));
    assertThat(total.candidate().get(Measure.COVERAGE_95)).isEqualTo(1);
    assertThat(total.candidate()).doesNotContainKey(Measure.COVERAGE_50);
    assertThat(total.baseline().get(Measure.WAPE)).isCloseTo(.3, within(1e-6));
  }

  @Test
  void alignsEachVersionByItsOwnDamping() {
    // Items at 15 are moved to their group's 20 by the one, and stay by the other.
    List<SegmentComparison> segments =
        of(
            forecasts(15, 15, LEVELS, ModelCalibration.ofDamping(1)),
            Optional.of(forecasts(15, 15, LEVELS, ModelCalibration.NONE)));
    SegmentComparison total = segments.get(0);
    assertThat(total.candidate().get(Measure.WAPE)).isCloseTo(0, within(1e-6));
    assertThat(total.champion().get(Measure.WAPE)).isCloseTo(.5, within(1e-6));
    assertThat(segments)
        .extracting(SegmentComparison::label)
        .containsExactly(
            "total", "warehouse W", "category FOOD", "demand_class smooth", "week 1", "week 2");
    assertThat(segments.get(4).rows()).isEqualTo(14);
  }

  @Test
  void pinballIsComparedOnTheLevelsThatBothHave() {
    float[] more = {.025f, .25f, .5f, .75f, .975f};
    SegmentComparison total =
        of(
                forecasts(12, 8, more, ModelCalibration.NONE),
                Optional.of(forecasts(12, 8, LEVELS, ModelCalibration.NONE)))
            .get(0);
    assertThat(total.candidate().get(Measure.PINBALL))
        .isCloseTo(total.champion().get(Measure.PINBALL), within(1e-9));
    assertThat(total.candidate()).containsKey(Measure.COVERAGE_50);
    assertThat(total.champion()).doesNotContainKey(Measure.COVERAGE_50);
    assertThat(total.pValue()).isEqualTo(1);
  }

  @Test
  void whatWasExpectedOfItemsThatHadNotSoldIsNotJudged() {
    HeldBackForecast sold = forecast("a", 10, 12, LEVELS);
    HeldBackForecast unsold =
        new HeldBackForecast(
            new SeriesKey("W", "b"),
            DemandClass.NEW,
            sold.originDay(),
            0,
            Method.LIKE_ITEMS,
            true,
            sold.actual(),
            sold.actual(),
            sold.quantiles(),
            sold.baselines());
    SegmentComparison total =
        of(
                new HeldBackComparison.Forecasts(
                    CalibratedForecast.all(
                        List.of(sold, unsold), CATEGORIES, ModelCalibration.NONE, LEVELS),
                    LEVELS),
                Optional.empty())
            .get(0);
    assertThat(total.rows()).isEqualTo(DAYS);
    assertThat(total.candidate().get(Measure.WAPE)).isCloseTo(.2, within(1e-6));
  }

  private static List<SegmentComparison> of(
      HeldBackComparison.Forecasts candidate, Optional<HeldBackComparison.Forecasts> champion) {
    return HeldBackComparison.of(candidate, champion);
  }

  /** Two items that sell 10 a day, forecast at other means; their group is forecast right. */
  private static HeldBackComparison.Forecasts forecasts(
      float a, float b, float[] levels, ModelCalibration calibration) {
    return new HeldBackComparison.Forecasts(
        CalibratedForecast.all(
            List.of(
                forecast("a", 10, a, levels),
                forecast("b", 10, b, levels),
                forecast("_category:FOOD", 20, 20, levels),
                forecast("_total", 20, 20, levels)),
            CATEGORIES,
            calibration,
            levels),
        levels);
  }

  private static HeldBackForecast forecast(String item, float actual, float mean, float[] levels) {
    SeriesKey key = new SeriesKey("W", item);
    float[][] quantiles = new float[levels.length][];
    for (int i = 0; i < levels.length; i++) {
      quantiles[i] = filled(mean + 10 * (levels[i] - .5f));
    }
    float[][] baselines = new float[4][];
    Arrays.setAll(baselines, i -> filled(13));
    return new HeldBackForecast(
        key,
        key.isGroup() ? DemandClass.GROUP : DemandClass.SMOOTH,
        100,
        4,
        key.isGroup() ? Method.GROUP : Method.XGBOOST,
        false,
        filled(actual),
        filled(mean),
        quantiles,
        key.isGroup() ? new float[0][] : baselines);
  }

  private static float[] filled(float value) {
    float[] values = new float[DAYS];
    Arrays.fill(values, value);
    return values;
  }
}
