package io.warecast.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The second of two subtasks, whose warehouses are the second and the fourth of five. */
class WarehouseOperatorTest {

  private static final List<String> IDS = List.of("a", "b", "c", "d", "e");

  @Test
  void worksForItsOwnWarehousesOnceAllHasComeAlsoWhenNothingCame() throws Exception {
    WarehouseOperator<String> operator = new WarehouseOperator<>(IDS, new Count(1, "none"));
    try (var harness = harness(operator)) {
      harness.open();
      harness.processElement("b1", 0);
      harness.processElement("b2", 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.endInput();
      assertThat(harness.extractOutputValues()).containsExactly("b");
      assertThat(passedOver(operator)).containsExactly(new PassedOver("d", false, "0 of 1 came"));
      assertThat(operator.getRuntimeContext().getAccumulator(TrainingOperator.ROUNDS_DONE))
          .extracting(rounds -> rounds.getLocalValue())
          .isEqualTo(2L);
    }
  }

  @Test
  void whatFailsForOneIsToldAndDoesNotKeepTheNextBack() throws Exception {
    WarehouseOperator<String> operator = new WarehouseOperator<>(IDS, new Count(0, "b"));
    try (var harness = harness(operator)) {
      harness.open();
      harness.processElement("b1", 0);
      harness.processElement("d1", 0);
      harness.endInput();
      assertThat(harness.extractOutputValues()).containsExactly("d");
      assertThat(passedOver(operator)).containsExactly(new PassedOver("b", true, "no room for b"));
    }
  }

  @Test
  void aTaskThatIsCancelledEnds() throws Exception {
    WarehouseOperator<String> operator = new WarehouseOperator<>(IDS, new Count(0, "b"));
    try (var harness = harness(operator)) {
      harness.open();
      harness.processElement("b1", 0);
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(harness::endInput).isInstanceOf(ActionableException.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  private static OneInputStreamOperatorTestHarness<String, String> harness(
      WarehouseOperator<String> operator) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(operator, 2, 2, 1);
  }

  private static Object[] passedOver(WarehouseOperator<String> operator) {
    Object told =
        operator.getRuntimeContext().getAccumulator(WarehouseOperator.PASSED_OVER).getLocalValue();
    return ((List<?>) told).toArray();
  }

  /** Passes over warehouses for which too little comes, and fails for one. */
  private record Count(int fewest, String failing) implements WarehouseWork<String> {

    @Override
    public String warehouseId(String each) {
      return each.substring(0, 1);
    }

    @Override
    public Optional<String> run(String warehouseId, List<String> gathered, Runnable onRound) {
      if (warehouseId.equals(failing)) {
        throw new ActionableException("no room for " + warehouseId);
      }
      gathered.forEach(each -> onRound.run());
      return gathered.size() < fewest
          ? Optional.of("%d of %d came".formatted(gathered.size(), fewest))
          : Optional.empty();
    }
  }
}
