package io.warecast.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IntradayProfileTest {

  private static final int NOON = 12 * 3_600;

  @Test
  void withoutOrdersTheDayIsEven() {
    IntradayProfile even = IntradayProfile.even("W");
    assertThat(even.share(0)).isZero();
    assertThat(even.share(NOON)).isCloseTo(.5, within(1e-6));
    assertThat(even.share(86_399)).isCloseTo(1, within(1e-4));
    assertThat(even.shares()[23]).isEqualTo(1);
  }

  @Test
  void withinAnHourTheShareGoesInAStraightLine() {
    float[] shares = new float[24];
    Arrays.fill(shares, 10, 24, 1);
    IntradayProfile profile = new IntradayProfile("W", shares);
    assertThat(profile.share(10 * 3_600)).isZero();
    assertThat(profile.share(10 * 3_600 + 900)).isEqualTo(.25);
    assertThat(profile.share(11 * 3_600)).isEqualTo(1);
    assertThat(profile.share(90_000)).isEqualTo(1);
  }

  @Test
  void theShareNeverFalls() {
    IntradayProfile even = IntradayProfile.even("W");
    for (int second = 1; second < 86_400; second++) {
      assertThat(even.share(second)).isGreaterThanOrEqualTo(even.share(second - 1));
    }
  }

  @Test
  void atTheStartOfADayItsTotalIsWhatWasExpectedAndAtItsEndWhatWasSold() {
    assertThat(IntradayProfile.dayTotal(0, 0, 40)).isEqualTo(40);
    assertThat(IntradayProfile.dayTotal(17, 1, 40)).isEqualTo(17);
  }

  @Test
  void aDayThatGoesAsExpectedTotalsWhatWasExpected() {
    assertThat(IntradayProfile.dayTotal(20, .5, 40)).isEqualTo(40);
    assertThat(IntradayProfile.dayTotal(10, .25, 40)).isEqualTo(40);
  }

  @Test
  void aBusyMorningLiftsTheTotalAndADullOneLowersIt() {
    assertThat(IntradayProfile.dayTotal(30, .5, 40)).isEqualTo(55);
    assertThat(IntradayProfile.dayTotal(5, .5, 40)).isEqualTo(17.5);
  }

  @Test
  void aFirstOrderAtNightIsNoFortune() {
    assertThat(IntradayProfile.dayTotal(1, .001, 40)).isLessThan(42);
  }

  @Test
  void cancellationsNeverMakeADayNegative() {
    assertThat(IntradayProfile.dayTotal(-90, .5, 40)).isZero();
  }

  @Test
  void aProfileHas24Hours() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntradayProfile("W", new float[23]))
        .withMessageContaining("23");
  }
}
