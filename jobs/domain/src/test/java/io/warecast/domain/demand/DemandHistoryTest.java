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

  private static DemandStretch stretch(int firstDay, float... units) {
    return new DemandStretch(KEY, firstDay, units);
  }
}
