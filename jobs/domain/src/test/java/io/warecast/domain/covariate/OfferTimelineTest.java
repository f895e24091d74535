package io.warecast.domain.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.series.SeriesKey;
import org.junit.jupiter.api.Test;

class OfferTimelineTest {

  private static final OfferTimeline OFFERS =
      new OfferTimeline(
          new int[] {10, 20, 30}, new float[] {4, 4, 2}, new boolean[] {false, true, false});

  @Test
  void anEntryHoldsUntilTheNext() {
    assertThat(OFFERS.price(9)).isNaN();
    assertThat(OFFERS.price(10)).isEqualTo(4);
    assertThat(OFFERS.price(29)).isEqualTo(4);
    assertThat(OFFERS.price(500)).isEqualTo(2);
    assertThat(OFFERS.promoted(19)).isFalse();
    assertThat(OFFERS.promoted(25)).isTrue();
    assertThat(OFFERS.promoted(30)).isFalse();
  }

  @Test
  void aPromotionAtTheSamePriceIsNoPriceChange() {
    assertThat(OFFERS.daysSincePriceChange(25, 90)).isEqualTo(90);
    assertThat(OFFERS.daysSincePriceChange(33, 90)).isEqualTo(3);
    assertThat(OFFERS.daysSincePriceChange(5, 90)).isEqualTo(90);
  }

  @Test
  void meanPriceWeighsEachPriceByItsDays() {
    assertThat(OFFERS.meanPrice(31, 4)).isEqualTo(3); // two days at 4, two at 2
    assertThat(OFFERS.meanPrice(12, 100)).isEqualTo(4);
    assertThat(OFFERS.meanPrice(9, 5)).isNaN();
  }

  @Test
  void aChangeHoldsUntilTheNextEntry() {
    OfferTimeline changed = OFFERS.with(change(25, 3, false));
    assertThat(changed.fromDays()).containsExactly(10, 20, 25, 30);
    assertThat(changed.price(24)).isEqualTo(4);
    assertThat(changed.price(25)).isEqualTo(3);
    assertThat(changed.promoted(25)).isFalse();
    assertThat(changed.price(30)).isEqualTo(2);
    assertThat(OFFERS.price(25)).isEqualTo(4);
  }

  @Test
  void aChangeOnTheDayOfAnEntryReplacesIt() {
    OfferTimeline changed = OFFERS.with(change(20, Float.NaN, false));
    assertThat(changed.fromDays()).containsExactly(10, 20, 30);
    assertThat(changed.price(20)).isNaN();
    assertThat(changed.promoted(20)).isFalse();
    assertThat(changed.price(30)).isEqualTo(2);
  }

  @Test
  void aChangeMayBeTheFirstOrTheLastEntry() {
    assertThat(OFFERS.with(change(5, 9, true)).fromDays()).containsExactly(5, 10, 20, 30);
    assertThat(OFFERS.with(change(40, 9, true)).fromDays()).containsExactly(10, 20, 30, 40);
    assertThat(OfferTimeline.NONE.with(change(5, 9, true)).price(6)).isEqualTo(9);
  }

  private static PriceChange change(int fromDay, float price, boolean promoted) {
    return new PriceChange(new SeriesKey("W", "i"), fromDay, price, promoted);
  }
}
