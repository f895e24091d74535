package io.warecast.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.series.SeriesKey;
import org.junit.jupiter.api.Test;

class DemandHistoryTest {

  private static final SeriesKey KEY = new SeriesKey("W", "i");

  @Test
  void stretchesInAnyOrderGiveTheSameHistory() {
    DemandStretch early = stretch(10, 1, 2, 3);
    DemandStretch late = stretch(13, 4, 5);
    DemandHistory forward = DemandHistory.EMPTY.with(early).with(late);
    DemandHistory backward = DemandHistory.EMPTY.with(late).with(early);
    assertThat(forward).usingRecursiveComparison().isEqualTo(backward);
    assertThat(forward.units()).containsExactly(1, 2, 3, 4, 5);
    assertThat(forward.firstDay()).isEqualTo(10);
  }

  @Test
  void daysBetweenStretchesAreUnknown() {
    DemandHistory history = DemandHistory.EMPTY.with(stretch(10, 1)).with(stretch(12, 3));
    assertThat(history.at(11)).isNaN();
    assertThat(history.at(9)).isNaN();
    assertThat(history.at(13)).isNaN();
  }

  @Test
  void aLaterStretchReplacesTheDaysThatItCovers() {
    assertThat(DemandHistory.EMPTY.with(stretch(10, 1, 2, 3)).with(stretch(11, 9)).units())
        .containsExactly(1, 9, 3);
  }

  @Test
  void theOldestDaysFallAway() {
    DemandHistory history =
        DemandHistory.EMPTY
            .with(new DemandStretch(KEY, 0, new float[DemandHistory.MAX_DAYS]))
            .with(stretch(DemandHistory.MAX_DAYS, 7, 8));
    assertThat(history.units()).hasSize(DemandHistory.MAX_DAYS);
    assertThat(history.firstDay()).isEqualTo(2);
    assertThat(history.at(DemandHistory.MAX_DAYS + 1)).isEqualTo(8);
  }

  @Test
  void aStretchOlderThanWhatIsKeptIsNoError() {
    DemandHistory recent = DemandHistory.EMPTY.with(stretch(5_000, 1, 2));
    assertThat(recent.with(stretch(10, 9)).at(5_001)).isEqualTo(2);
  }

  @Test
  void upToCutsAfterTheDay() {
    DemandHistory history = DemandHistory.EMPTY.with(stretch(10, 1, 2, 3));
    assertThat(history.upTo(11).units()).containsExactly(1, 2);
    assertThat(history.upTo(9).isEmpty()).isTrue();
    assertThat(history.upTo(99)).isSameAs(history);
  }

  @Test
  void ordersAddToTheDaysOfTheHistoryAndMakeNewOnes() {
    DemandHistory base = DemandHistory.EMPTY.with(stretch(10, 1, 2, 3));
    OrderedDays orders = OrderedDays.NONE.plus(12, micros(4)).plus(13, micros(.5));
    assertThat(base.with(orders, 13, 13).units()).containsExactly(1, 2, 7, .5f);
    assertThat(base.with(orders, 13, 12).units()).containsExactly(1, 2, 7);
    assertThat(base.with(orders, 13, 10).units()).containsExactly(1);
  }

  @Test
  void aCountedDayWithoutOrdersIsZeroAndOneBeforeStaysUnknown() {
    DemandHistory base = DemandHistory.EMPTY.with(stretch(10, 1, Float.NaN));
    assertThat(base.with(OrderedDays.NONE, 13, 14).units())
        .containsExactly(1, Float.NaN, Float.NaN, 0, 0);
  }

  @Test
  void anUnknownDayBecomesKnownByItsOrders() {
    DemandHistory base = DemandHistory.EMPTY.with(stretch(10, 1, Float.NaN));
    assertThat(base.with(OrderedDays.NONE.plus(11, micros(6)), 12, 11).units())
        .containsExactly(1, 6);
  }

  @Test
  void aFirstEverItemBeginsWithItsFirstOrder() {
    OrderedDays orders = OrderedDays.NONE.plus(20, micros(2));
    DemandHistory history = DemandHistory.EMPTY.with(orders, 13, 22);
    assertThat(history.firstDay()).isEqualTo(20);
    assertThat(history.units()).containsExactly(2, 0, 0);
    assertThat(DemandHistory.EMPTY.with(orders, 13, 19).isEmpty()).isTrue();
    assertThat(DemandHistory.EMPTY.with(OrderedDays.NONE, 13, 22).isEmpty()).isTrue();
  }

  @Test
  void cancellationsNeverMakeADayNegative() {
    DemandHistory base = DemandHistory.EMPTY.with(stretch(10, 3));
    OrderedDays orders = OrderedDays.NONE.plus(10, micros(-5)).plus(11, micros(-1));
    assertThat(base.with(orders, 11, 11).units()).containsExactly(0, 0);
  }

  @Test
  void ordersOfADayBeforeTheHistoryReachBackToIt() {
    DemandHistory base = DemandHistory.EMPTY.with(stretch(10, 3));
    DemandHistory history = base.with(OrderedDays.NONE.plus(8, micros(1)), 11, 11);
    assertThat(history.firstDay()).isEqualTo(8);
    assertThat(history.units()).containsExactly(1, Float.NaN, 3, 0);
  }

  @Test
  void withOrdersTheOldestDaysFallAwayToo() {
    DemandHistory base =
        DemandHistory.EMPTY.with(new DemandStretch(KEY, 0, new float[DemandHistory.MAX_DAYS]));
    DemandHistory history = base.with(OrderedDays.NONE, 840, DemandHistory.MAX_DAYS + 9);
    assertThat(history.units()).hasSize(DemandHistory.MAX_DAYS);
    assertThat(history.firstDay()).isEqualTo(10);
  }

  private static long micros(double units) {
    return Quantity.ofUnits(units);
  }

  private static DemandStretch stretch(int firstDay, float... units) {
    return new DemandStretch(KEY, firstDay, units);
  }
}
