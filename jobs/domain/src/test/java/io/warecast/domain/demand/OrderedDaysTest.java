package io.warecast.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OrderedDaysTest {

  @Test
  void sumsADayAndReachesForOthers() {
    OrderedDays days = OrderedDays.NONE.plus(20, 5).plus(22, 7).plus(20, -2).plus(18, 1);
    assertThat(days.firstDay()).isEqualTo(18);
    assertThat(days.micros()).containsExactly(1, 0, 3, 0, 7);
    assertThat(days.at(17)).isZero();
    assertThat(days.at(23)).isZero();
  }

  @Test
  void addingLeavesTheOriginalAsItWas() {
    OrderedDays before = OrderedDays.NONE.plus(20, 5);
    before.plus(20, 1);
    assertThat(before.at(20)).isEqualTo(5);
  }

  @Test
  void olderDaysFallAway() {
    OrderedDays days = OrderedDays.NONE.plus(20, 5).plus(22, 7);
    assertThat(days.from(21).micros()).containsExactly(0, 7);
    assertThat(days.from(21).firstDay()).isEqualTo(21);
    assertThat(days.from(19)).isSameAs(days);
    assertThat(days.from(23)).isSameAs(OrderedDays.NONE);
    assertThat(OrderedDays.NONE.from(5).isEmpty()).isTrue();
  }

  @Property(tries = 200)
  void anyOrderOfArrivalGivesTheSameSums(
      @ForAll @Size(min = 1, max = 50) List<Integer> quantities, @ForAll long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, quantities.size()).boxed().toList());
    OrderedDays forward = sum(order, quantities);
    Collections.shuffle(order, new Random(seed));
    OrderedDays shuffled = sum(order, quantities);
    assertThat(shuffled.firstDay()).isEqualTo(forward.firstDay());
    assertThat(shuffled.micros()).isEqualTo(forward.micros());
  }

  private static OrderedDays sum(List<Integer> order, List<Integer> quantities) {
    OrderedDays days = OrderedDays.NONE;
    for (int i : order) {
      days = days.plus(20_000 + i % 9, Quantity.ofUnits(quantities.get(i) / 7.0e4));
    }
    return days;
  }
}
