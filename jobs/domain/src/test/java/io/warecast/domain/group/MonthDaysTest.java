package io.warecast.domain.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.series.Warehouse;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonthDaysTest {

  private static final int ORIGIN = Math.toIntExact(LocalDate.of(2024, 2, 29).toEpochDay());
  private static final WarehouseCalendar PLAIN =
      WarehouseCalendar.empty(new Warehouse("W", "North", "Europe/Berlin"));
  private static final int STEPS = 31;

  @Test
  void learnsMostOfADayOfTheMonthThatNoWaveShows() {
    GroupFit fit = fit(700, .05, 1.2);
    MonthDays effects = new MonthDays(fit);
    int fifteenth = fit.origin() + 15;
    int fourteenth = fit.origin() + 14;
    double more = fit.predict(fifteenth) - fit.predict(fourteenth);
    assertThat(more).isLessThan(.06);
    assertThat(more + effects.on(fifteenth) - effects.on(fourteenth))
        .isBetween(.11, Math.log(1.2) + .02);
  }

  @Test
  void leavesASeriesWithoutSuchDaysAsItIs() {
    MonthDays effects = new MonthDays(fit(700, .1, 1));
    for (int day = 700; day < 700 + STEPS; day++) {
      assertThat(effects.on(day)).isCloseTo(0, within(.02));
    }
  }

  @Test
  void saysNothingAfterThreeMonths() {
    MonthDays effects = new MonthDays(fit(100, .05, 1.3));
    for (int day = 100; day < 100 + STEPS; day++) {
      assertThat(effects.on(day)).isZero();
    }
  }

  /** A fit to noise around 500 units, with its fifteenth days multiplied. March comes after it. */
  private static GroupFit fit(int count, double noise, double fifteenth) {
    SplittableRandom random = new SplittableRandom(5);
    float[] units = new float[count];
    int first = ORIGIN - count + 1;
    for (int i = 0; i < count; i++) {
      double usual = 500 * Math.exp(noise * random.nextGaussian());
      boolean isFifteenth = LocalDate.ofEpochDay(first + i).getDayOfMonth() == 15;
      units[i] = (float) (isFifteenth ? fifteenth * usual : usual);
    }
    GroupDays days = GroupDays.of(ORIGIN, new DemandHistory(first, units), PLAIN, STEPS);
    return GroupFit.of(days, 0, count - 1);
  }
}
