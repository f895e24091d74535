package io.warecast.domain.recalibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.series.SeriesKey;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveCoverageTest {

  private static final float[] LEVELS = {.025f, .25f, .5f, .75f, .975f};
  private static final SeriesKey GROUP = SeriesKey.category("W", "FOOD");

  /** Of demand around 100 with a deviation of 10. */
  private static final float[] FORECAST = {100, 80.4f, 93.26f, 100, 106.74f, 119.6f};

  private static final int NORMAL = 10;
  private static final int LOWER_QUARTILE = 1;
  private static final int UPPER_QUARTILE = 3;
  private static final int HIGHEST = 4;

  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void intervalsThatCoverWhatTheyClaimStayAboutAsTheyAre() {
    IntervalFactors factors = after(200, 150, 100, NORMAL, none());
    assertThat(factors.at(0, HIGHEST)).isCloseTo(1, within(.12f));
    assertThat(factors.at(0, UPPER_QUARTILE)).isCloseTo(1, within(.12f));
    assertThat(factors.at(1, HIGHEST))
        .as("of a lead that nothing was forecast at")
        .isEqualTo(factors.at(0, HIGHEST));
  }

  @Test
  void withinTwoWeeksOfAShiftIntervalsCoverWhatTheyClaim() {
    IntervalFactors factors = after(14, 150, 120, NORMAL, after(30, 150, 100, NORMAL, none()));
    double[] covered = new double[2];
    for (int day = 0; day < 7; day++) {
      covered[0] += coverage(factors, 0, 120, NORMAL) / 7;
      covered[1] += coverage(factors, 1, 120, NORMAL) / 7;
      factors = after(1, 150, 120, NORMAL, factors);
    }
    assertThat(covered[0]).isCloseTo(.95, within(.03));
    assertThat(covered[1]).isCloseTo(.50, within(.03));
    assertThat(coverage(none(), 0, 120, NORMAL)).isLessThan(.6);
  }

  @Test
  void afterAShiftTheBoundThatMissesGoesOutAndTheOtherComesIn() {
    IntervalFactors shifted = after(14, 150, 110, NORMAL, none());
    assertThat(shifted.at(0, UPPER_QUARTILE)).isGreaterThan(1.5f);
    assertThat(shifted.at(0, LOWER_QUARTILE)).isLessThan(.8f);
    IntervalFactors back = after(1, 150, 100, NORMAL, shifted);
    assertThat(coverage(shifted, 1, 100, NORMAL))
        .as("as soon as the model has followed, too")
        .isCloseTo(.5, within(.1));
    assertThat(back.at(0, UPPER_QUARTILE)).isLessThan(shifted.at(0, UPPER_QUARTILE));
  }

  @Test
  void anIntervalThatBeginsAtZeroCoversWhatItClaims() {
    float[] fromZero = {5, 0, 0, 3, 6, 12};
    IntervalFactors factors = none();
    for (int day = 0; day < 200; day++) {
      AdaptiveCoverage coverage = AdaptiveCoverage.under(factors);
      for (int i = 0; i < 150; i++) {
        coverage.add(0, (float) random.nextDouble(0, 10), fromZero);
      }
      factors = coverage.next(day);
    }
    float upper = IntervalFactors.moved(3, 6, factors.at(0, UPPER_QUARTILE));
    assertThat(upper).as("none can be below it").isCloseTo(5, within(.5f));
    assertThat(factors.at(0, LOWER_QUARTILE))
        .as("moved with it, to no effect")
        .isEqualTo(factors.at(0, UPPER_QUARTILE));
  }

  @Test
  void theBoundOnTheOtherSideOfAShiftNeverGoesOut() {
    float[] factors = after(1, 1_000, 10_000, 1, none()).factors();
    assertThat(factors[0]).isCloseTo(1, within(.01f));
    assertThat(factors[HIGHEST])
        .as("by the most that a day moves it, apart and up")
        .isCloseTo((float) Math.exp(2 * AdaptiveCoverage.MOST_MOVED), within(.01f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20})
  void fewSeriesCoverWhatTheyClaimInTheLongRun(int series) {
    IntervalFactors factors = none();
    int[] covered = new int[2];
    int days = 6_000;
    for (int day = -1_000; day < days; day++) {
      AdaptiveCoverage coverage = AdaptiveCoverage.under(factors);
      for (int i = 0; i < series; i++) {
        float units = draw(100, NORMAL);
        for (int lead = 0; lead < 2 && day >= 0; lead++) {
          boolean isIn =
              IntervalFactors.moved(100, FORECAST[1], factors.at(lead, 0)) <= units
                  && units <= IntervalFactors.moved(100, FORECAST[5], factors.at(lead, HIGHEST));
          covered[lead] += isIn ? 1 : 0;
        }
        coverage.add(0, units, FORECAST);
        coverage.add(1, units, FORECAST);
      }
      factors = coverage.next(day);
    }
    assertThat(covered[0] / (double) (series * days)).isCloseTo(.95, within(.01));
    assertThat(covered[1] / (double) (series * days)).isCloseTo(.95, within(.03));
  }

  @Test
  void aDayOnWhichNoFactorMattersLeavesThemAsTheyAre() {
    IntervalFactors factors = after(14, 150, 110, NORMAL, none());
    AdaptiveCoverage closed = AdaptiveCoverage.under(factors);
    for (int i = 0; i < 150; i++) {
      closed.add(0, 0, new float[6]);
    }
    assertThat(closed.next(20).factors()).containsExactly(factors.factors());
  }

  @Test
  void seriesOfWhichNothingIsExpectedLeaveThoseOfTheOthersAlone() {
    IntervalFactors factors = none();
    for (int day = 0; day < 60; day++) {
      AdaptiveCoverage coverage = AdaptiveCoverage.under(factors);
      for (int i = 0; i < 150; i++) {
        coverage.add(0, draw(100, NORMAL), FORECAST);
        coverage.add(0, 0, new float[6]);
      }
      factors = coverage.next(day);
    }
    assertThat(coverage(factors, 1, 100, NORMAL)).isCloseTo(.5, within(.05));
  }

  @Test
  void aBoundAtItsLeastComesNoFurtherInAndNotOutEither() {
    float[] factors = none().factors();
    factors[0] = IntervalFactors.LEAST;
    IntervalFactors pinned = new IntervalFactors(GROUP, DemandClass.SMOOTH, 0, LEVELS, factors);
    IntervalFactors shifted = after(1, 1_000, 10_000, 1, pinned);
    assertThat(shifted.at(0, 0)).isCloseTo(IntervalFactors.LEAST, within(.01f));
  }

  @Test
  void longerLeadsGoNoFurtherUpThanTheDayAheadHasRoomFor() {
    float[] factors = none().factors();
    factors[LOWER_QUARTILE] = IntervalFactors.LEAST;
    IntervalFactors pinned = new IntervalFactors(GROUP, DemandClass.SMOOTH, 0, LEVELS, factors);
    IntervalFactors later = after(100, 150, 112, NORMAL, pinned);
    assertThat(later.at(0, LOWER_QUARTILE)).isLessThan(.5f);
    assertThat(later.at(1, LOWER_QUARTILE)).isGreaterThan(.7f);
  }

  @Test
  void whatTheDayAheadKnowsOfAShiftMovesLongerLeadsThatDoNotKnowItYet() {
    IntervalFactors factors = none();
    for (int day = 0; day < 6; day++) {
      factors = closed(day, factors, 115, new float[][] {FORECAST, FORECAST});
    }
    assertThat(factors.at(0, UPPER_QUARTILE)).isGreaterThan(1.3f);
    assertThat(factors.at(1, UPPER_QUARTILE) / factors.at(0, UPPER_QUARTILE))
        .isCloseTo(1, within(.1f));
  }

  @Test
  void longerLeadsNarrowWithTheDayAheadOnceTheModelHasFollowed() {
    float[] followed = FORECAST.clone();
    for (int i = 0; i < followed.length; i++) {
      followed[i] += 15;
    }
    IntervalFactors shifted = none();
    for (int day = 0; day < 6; day++) {
      shifted = closed(day, shifted, 115, new float[][] {FORECAST, FORECAST});
    }
    IntervalFactors later = shifted;
    for (int day = 6; day < 12; day++) {
      later = closed(day, later, 115, new float[][] {followed, FORECAST});
    }
    assertThat(later.at(0, UPPER_QUARTILE)).isLessThan(.85f * shifted.at(0, UPPER_QUARTILE));
    assertThat(later.at(1, UPPER_QUARTILE))
        .as("though its own still miss")
        .isLessThan(shifted.at(1, UPPER_QUARTILE));
  }

  @Test
  void aLongerLeadLearnsWhatItNeedsBeyondTheDayAhead() {
    float[] narrow = {100, 90.2f, 96.63f, 100, 103.37f, 109.8f};
    IntervalFactors factors = none();
    for (int day = 0; day < 250; day++) {
      factors = closed(day, factors, 100, new float[][] {FORECAST, narrow});
    }
    assertThat(factors.at(0, HIGHEST)).isCloseTo(1, within(.15f));
    assertThat(factors.at(1, HIGHEST)).isCloseTo(2, within(.4f));
  }

  @Test
  void intervalsThatAreTooWideBecomeNarrower() {
    IntervalFactors factors = after(30, 150, 100, 5, none());
    assertThat(factors.at(0, HIGHEST)).isCloseTo(.5f, within(.08f));
    assertThat(coverage(factors, 1, 100, 5)).isCloseTo(.5, within(.05));
  }

  @Test
  void fewSeriesMoveFactorsLess() {
    float many = after(1, 100, 140, NORMAL, none()).at(0, HIGHEST);
    float one = after(1, 1, 140, NORMAL, none()).at(0, HIGHEST);
    assertThat(one).isGreaterThan(1).isLessThan(.75f * many);
  }

  @Test
  void factorsStayWithinTheirBounds() {
    assertThat(after(300, 100, 10_000, 1, none()).at(0, HIGHEST)).isEqualTo(IntervalFactors.MOST);
    assertThat(after(300, 100, 100, 0, none()).at(0, HIGHEST)).isEqualTo(IntervalFactors.LEAST);
  }

  @Test
  void unknownDaysSayNothing() {
    AdaptiveCoverage coverage = AdaptiveCoverage.under(none());
    coverage.add(0, Float.NaN, FORECAST);
    assertThat(coverage.next(7).factors()).containsOnly(1);
  }

  private static IntervalFactors none() {
    return IntervalFactors.none(GROUP, DemandClass.SMOOTH, 0, LEVELS);
  }

  private IntervalFactors after(
      int days, int series, double mean, double deviation, IntervalFactors from) {
    IntervalFactors factors = from;
    for (int day = 0; day < days; day++) {
      AdaptiveCoverage coverage = AdaptiveCoverage.under(factors);
      for (int i = 0; i < series; i++) {
        coverage.add(0, draw(mean, deviation), FORECAST);
      }
      factors = coverage.next(day);
    }
    return factors;
  }

  /** A day of 150 series around a mean, each forecast at the first leads. */
  private IntervalFactors closed(int day, IntervalFactors current, double mean, float[][] byLead) {
    AdaptiveCoverage coverage = AdaptiveCoverage.under(current);
    for (int i = 0; i < 150; i++) {
      float units = draw(mean, NORMAL);
      for (int lead = 0; lead < byLead.length; lead++) {
        coverage.add(lead, units, byLead[lead]);
      }
    }
    return coverage.next(day);
  }

  private double coverage(IntervalFactors factors, int pair, double mean, double deviation) {
    int covered = 0;
    for (int i = 0; i < 20_000; i++) {
      float units = draw(mean, deviation);
      float lower = IntervalFactors.moved(100, FORECAST[1 + pair], factors.at(0, pair));
      float upper = IntervalFactors.moved(100, FORECAST[5 - pair], factors.at(0, 4 - pair));
      covered += lower <= units && units <= upper ? 1 : 0;
    }
    return covered / 20_000.0;
  }

  /** Normal, by the sum of twelve even draws. */
  private float draw(double mean, double deviation) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return (float) (mean + deviation * sum);
  }
}
