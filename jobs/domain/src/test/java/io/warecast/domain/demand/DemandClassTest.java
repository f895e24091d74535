package io.warecast.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DemandClassTest {

  private static final SeriesKey ITEM = new SeriesKey("north", "milk");

  @Test
  void demandOnMostDaysIsSmoothOrErraticByItsSizes() {
    assertThat(at(repeated(4, 5, 6, 5))).isEqualTo(DemandClass.SMOOTH);
    // Sizes 1, 1, 1, 9: mean 3, mean square 21, squared variation 21 / 9 - 1 = 1.33.
    assertThat(at(repeated(1, 1, 1, 9))).isEqualTo(DemandClass.ERRATIC);
  }

  @Test
  void demandOnFewDaysIsIntermittentOrLumpyByItsSizes() {
    assertThat(at(repeated(2, 0, 0, 0))).isEqualTo(DemandClass.INTERMITTENT);
    assertThat(at(repeated(1, 0, 1, 0, 1, 0, 9, 0))).isEqualTo(DemandClass.LUMPY);
  }

  @Test
  void theBordersAreThoseOfTheLiterature() {
    // An interval of 33 / 25 = 1.32 exactly, with sizes that do not vary.
    float[] days = new float[33 * 4];
    for (int i = 0; i < days.length; i++) {
      days[i] = i % 33 < 25 ? 3 : 0;
    }
    // The first day has demand, so that all 132 days count.
    assertThat(at(days)).isEqualTo(DemandClass.INTERMITTENT);
    days[30] = 3;
    assertThat(at(days)).isEqualTo(DemandClass.SMOOTH);
    // Sizes 3 and 17: mean 10, variance 49.
    assertThat(at(repeated(3, 17))).isEqualTo(DemandClass.ERRATIC);
    assertThat(at(repeated(3.01f, 17))).isEqualTo(DemandClass.SMOOTH);
  }

  @Test
  void aSeriesIsNewUntilItHasFourWeeksSinceItsFirstDemand() {
    float[] launched = new float[100];
    Arrays.fill(launched, 73, 100, 5);
    assertThat(at(launched)).isEqualTo(DemandClass.NEW);
    launched[72] = 5;
    assertThat(at(launched)).isEqualTo(DemandClass.SMOOTH);
  }

  @Test
  void aSeriesWithoutDemandIsNew() {
    assertThat(at(new float[400])).isEqualTo(DemandClass.NEW);
    assertThat(DemandClass.of(ITEM, DemandHistory.EMPTY, 100)).isEqualTo(DemandClass.NEW);
    float[] asleep = new float[400];
    Arrays.fill(asleep, 0, 170, 5);
    assertThat(at(asleep)).isEqualTo(DemandClass.NEW);
  }

  @Test
  void unknownDaysDoNotCount() {
    float[] days = repeated(5, 5, 5, 5, 5, 5, 5, 5);
    for (int i = 0; i < days.length; i++) {
      if (i % 8 < 6) {
        days[i] = Float.NaN;
      }
    }
    assertThat(at(days)).isEqualTo(DemandClass.SMOOTH);
  }

  @Test
  void whatComesAfterTheOriginIsNotLookedAt() {
    float[] days = repeated(4, 5, 6, 5);
    float[] poisoned = Arrays.copyOf(days, days.length + 50);
    Arrays.fill(poisoned, days.length, poisoned.length, 0);
    assertThat(DemandClass.of(ITEM, new DemandHistory(1_000, poisoned), 1_000 + days.length - 1))
        .isEqualTo(DemandClass.SMOOTH);
  }

  @Test
  void groupsAreAClassOfTheirOwn() {
    assertThat(DemandClass.of(SeriesKey.total("north"), DemandHistory.EMPTY, 1))
        .isEqualTo(DemandClass.GROUP);
    assertThat(DemandClass.ofWireName(DemandClass.GROUP.wireName())).isEqualTo(DemandClass.GROUP);
  }

  private static DemandClass at(float[] days) {
    return DemandClass.of(ITEM, new DemandHistory(1_000, days), 1_000 + days.length - 1);
  }

  private static float[] repeated(float... pattern) {
    float[] days = new float[240];
    for (int i = 0; i < days.length; i++) {
      days[i] = pattern[i % pattern.length];
    }
    return days;
  }
}
