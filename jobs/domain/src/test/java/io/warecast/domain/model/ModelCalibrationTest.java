package io.warecast.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.hierarchy.Damping;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCalibrationTest {

  private static final String REST = ", \"methods\": {}, \"intervals\": []}";

  @Test
  void jsonIsReadBack() throws Exception {
    ModelCalibration calibration =
        new ModelCalibration(
            1,
            List.of(new StepDamping(1, .5), new StepDamping(8, .9)),
            Map.of(DemandClass.LUMPY, Method.CROSTON_TSB),
            List.of(new IntervalOffset(DemandClass.SMOOTH, 1, .95, -.125)),
            List.of(new NewItems("food", 112, 1.5, List.of(0f, 1f, 4f))));
    assertThat(ModelJson.readCalibration(ModelJson.write(calibration))).isEqualTo(calibration);
  }

  @Test
  void oneOfBeforeNewItemsWereLookedAtIsRead() throws Exception {
    String text = "{\"format_version\": 1, \"damping\": []" + REST;
    assertThat(ModelJson.readCalibration(text)).isEqualTo(ModelCalibration.NONE);
  }

  @Test
  void anItemOfAnUnknownCategoryIsExpectedToSellLikeAll() {
    NewItems food = new NewItems("food", 112, 1.5, List.of(0f, 1f, 4f));
    NewItems all = new NewItems("", 300, 2.5, List.of(0f, 2f, 6f));
    ModelCalibration both =
        new ModelCalibration(1, List.of(), Map.of(), List.of(), List.of(all, food));
    assertThat(both.newItemsOf("food")).contains(food);
    assertThat(both.newItemsOf("toys")).contains(all);
    assertThat(ModelCalibration.NONE.newItemsOf("food")).isEmpty();
  }

  @Test
  void dampingHoldsFromItsStepUpToTheNext() {
    Damping damping =
        new ModelCalibration(
                1,
                List.of(new StepDamping(3, .5), new StepDamping(8, 1)),
                Map.of(),
                List.of(),
                List.of())
            .dampingBySteps();
    assertThat(damping.at(1)).isZero();
    assertThat(damping.at(2)).isZero();
    assertThat(damping.at(3)).isEqualTo(.5f);
    assertThat(damping.at(7)).isEqualTo(.5f);
    assertThat(damping.at(8)).isEqualTo(1);
    assertThat(damping.at(366)).isEqualTo(1);
  }

  @Test
  void oneDampingHoldsForEveryStepAndNoneIsZero() {
    assertThat(ModelCalibration.ofDamping(.8).dampingBySteps().at(1)).isEqualTo(.8f);
    assertThat(ModelCalibration.ofDamping(.8).dampingBySteps().at(60)).isEqualTo(.8f);
    assertThat(ModelCalibration.NONE.dampingBySteps().at(1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"format_version\": 1}",
        "{\"format_version\": 1, \"damping\": [{\"from_step\": 0, \"damping\": 1}]" + REST,
        "{\"format_version\": 1, \"damping\": [{\"from_step\": 1, \"damping\": 1.5}]" + REST,
        "{\"format_version\": 1, \"damping\": [{\"from_step\": 1, \"damping\": \"NaN\"}]" + REST,
        "{\"format_version\": 1, \"damping\": [{\"from_step\": 1}]" + REST,
        "{\"format_version\": 1, \"damping\": [], \"new_items\": [{\"category\": \"\", \"days\": 1,"
            + " \"mean\": 1, \"quantiles\": [2, 1]}]"
            + REST,
        "{\"format_version\": 1, \"damping\": [{\"from_step\": 2, \"damping\": 1},"
            + " {\"from_step\": 2, \"damping\": 0}]"
            + REST
      })
  void whatIsNoCalibrationIsRefused(String text) {
    assertThatThrownBy(() -> ModelJson.readCalibration(text))
        .isInstanceOf(JsonProcessingException.class);
  }
}
