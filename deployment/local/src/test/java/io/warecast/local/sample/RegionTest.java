package io.warecast.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

  @ParameterizedTest
  @ValueSource(strings = {"2024-03-31", "2025-04-20", "2026-04-05", "2035-03-25", "2038-04-25"})
  void knowsEasterSunday(LocalDate sunday) {
    assertThat(Region.easterSunday(sunday.getYear())).isEqualTo(sunday);
  }

  @Test
  void knowsHolidaysThatMove() {
    assertThat(date(Region.UNITED_STATES, "Thanksgiving", 2025)).isEqualTo("2025-11-27");
    assertThat(date(Region.UNITED_STATES, "Memorial Day", 2026)).isEqualTo("2026-05-25");
    assertThat(date(Region.GERMANY, "Whit Monday", 2026)).isEqualTo("2026-05-25");
    assertThat(date(Region.UNITED_KINGDOM, "Summer Bank Holiday", 2026)).isEqualTo("2026-08-31");
    assertThat(date(Region.AUSTRALIA, "King's Birthday", 2026)).isEqualTo("2026-06-08");
  }

  private static LocalDate date(Region region, String holiday, int year) {
    return region.holidays().stream()
        .filter(h -> h.name().equals(holiday))
        .findFirst()
        .orElseThrow()
        .dateIn()
        .apply(year);
  }
}
