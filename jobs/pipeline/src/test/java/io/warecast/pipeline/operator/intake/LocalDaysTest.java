package io.warecast.pipeline.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.series.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDaysTest {

  private static final long FROM = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long UNTIL = Instant.parse("2040-01-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "America/Havana",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "+05:30"
      })
  void anyInstantHasTheDayAndTimeThatTheJdkGivesIt(String zone) {
    LocalDays days = new LocalDays(zone);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long instant = random.nextLong(FROM, UNTIL);
      ZonedDateTime local = Instant.ofEpochMilli(instant).atZone(ZoneId.of(zone));
      assertThat(days.day(instant)).isEqualTo((int) local.toLocalDate().toEpochDay());
      assertThat(days.secondOfDay(instant)).isEqualTo(local.toLocalTime().toSecondOfDay());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29, 23",
    "Europe/Berlin, 2026-10-25, 25",
    "America/New_York, 2026-03-08, 23",
    "America/New_York, 2026-11-01, 25",
    "America/Havana, 2026-03-08, 23",
    "America/Havana, 2026-11-01, 25",
    "Africa/Cairo, 2026-04-24, 23",
    "Africa/Cairo, 2026-10-29, 25",
    "America/Sao_Paulo, 2018-11-04, 23",
    "America/Sao_Paulo, 2018-02-17, 25",
    "UTC, 2026-03-29, 24"
  })
  void everyMinuteOfADayWithAClockChangeIsOfThatDay(String zone, LocalDate date, int hours) {
    Warehouse warehouse = new Warehouse("W", "", zone);
    LocalDays days = new LocalDays(zone);
    int day = (int) date.toEpochDay();
    long start = warehouse.endOfDay(day - 1) + 1;
    long end = warehouse.endOfDay(day);
    assertThat(end + 1 - start).isEqualTo(hours * 3_600_000L);
    for (long instant = start; instant <= end; instant += 60_000) {
      assertThat(days.day(instant)).isEqualTo(day);
    }
    assertThat(days.day(start - 1)).isEqualTo(day - 1);
    assertThat(days.day(end)).isEqualTo(day);
    assertThat(days.day(end + 1)).isEqualTo(day + 1);
  }

  @Test
  void aClockChangeHoldsFromItsVeryMillisecond() {
    LocalDays berlin = new LocalDays("Europe/Berlin");
    long change = Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();
    assertThat(berlin.secondOfDay(change - 1)).isEqualTo(2 * 3_600 - 1);
    assertThat(berlin.secondOfDay(change)).isEqualTo(3 * 3_600);
    assertThat(new LocalDays("Europe/Berlin").secondOfDay(change)).isEqualTo(3 * 3_600);
  }

  @Test
  void marksOfNoTimeAndOfTheEndOfTimeAreDaysToo() {
    LocalDays berlin = new LocalDays("Europe/Berlin");
    assertThat(berlin.day(Long.MIN_VALUE)).isLessThan(-20_000);
    assertThat(berlin.day(Long.MAX_VALUE)).isGreaterThan(1_000_000);
  }
}
