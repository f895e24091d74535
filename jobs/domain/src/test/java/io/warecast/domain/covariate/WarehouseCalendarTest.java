package io.warecast.domain.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.series.Warehouse;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarehouseCalendarTest {

  private static final WarehouseCalendar CALENDAR =
      WarehouseCalendar.of(
          new Warehouse("W", "DE", "Europe/Berlin"),
          List.of(
              new CalendarEvent("W", 100, DayKind.HOLIDAY, "Easter"),
              new CalendarEvent("W", 480, DayKind.PROMOTION, "Sale"),
              new CalendarEvent("W", 480, DayKind.HOLIDAY, "Easter")));

  @Test
  void aDayMayHaveSeveralKinds() {
    assertThat(CALENDAR.is(DayKind.HOLIDAY, 480)).isTrue();
    assertThat(CALENDAR.is(DayKind.PROMOTION, 480)).isTrue();
    assertThat(CALENDAR.is(DayKind.CLOSURE, 480)).isFalse();
    assertThat(CALENDAR.is(DayKind.HOLIDAY, 99)).isFalse();
    assertThat(CALENDAR.is(DayKind.HOLIDAY, 9_999)).isFalse();
  }

  @Test
  void theNameIsThatOfTheMostTellingKind() {
    assertThat(CALENDAR.name(480)).isEqualTo("Easter");
    assertThat(CALENDAR.name(101)).isEmpty();
  }

  @Test
  void anEventGivesTheNameToADayWithinAPromotionOrASchoolBreak() {
    WarehouseCalendar calendar =
        WarehouseCalendar.of(
            CALENDAR.warehouse(),
            List.of(
                new CalendarEvent("W", 7, DayKind.PROMOTION, "Pay days"),
                new CalendarEvent("W", 7, DayKind.SCHOOL_BREAK, "Easter break"),
                new CalendarEvent("W", 7, DayKind.EVENT, "Easter Sunday")));

    assertThat(calendar.name(7)).isEqualTo("Easter Sunday");
    assertThat(calendar.is(DayKind.PROMOTION, 7)).isTrue();
  }

  @Test
  void distancesAreCappedAndZeroOnTheDay() {
    assertThat(CALENDAR.daysUntil(DayKind.HOLIDAY, 95, 15)).isEqualTo(5);
    assertThat(CALENDAR.daysUntil(DayKind.HOLIDAY, 100, 15)).isZero();
    assertThat(CALENDAR.daysUntil(DayKind.HOLIDAY, 101, 15)).isEqualTo(15);
    assertThat(CALENDAR.daysSince(DayKind.HOLIDAY, 103, 15)).isEqualTo(3);
  }

  @Test
  void previousOccurrenceHasTheSameNameAndIsNotLaterThanAsked() {
    assertThat(CALENDAR.previousOccurrence(480, 479)).isEqualTo(100);
    assertThat(CALENDAR.previousOccurrence(480, 99)).isEqualTo(Integer.MIN_VALUE);
    assertThat(CALENDAR.previousOccurrence(200, 199)).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void oneEventAtATimeGivesTheSameCalendarAsAllAtOnce() {
    List<CalendarEvent> events =
        List.of(
            new CalendarEvent("W", 480, DayKind.PROMOTION, "Sale"),
            new CalendarEvent("W", 100, DayKind.EVENT, "Final"),
            new CalendarEvent("W", 480, DayKind.EVENT, "Final"),
            new CalendarEvent("W", 480, DayKind.HOLIDAY, "Easter"),
            new CalendarEvent("W", 480, DayKind.CLOSURE, "Closed"),
            new CalendarEvent("W", 490, DayKind.PROMOTION, "Sale"),
            new CalendarEvent("W", 490, DayKind.EVENT, "Marathon"),
            new CalendarEvent("W", 490, DayKind.EVENT, "Fair"),
            new CalendarEvent("W", 500, DayKind.HOLIDAY, "May Day"));
    WarehouseCalendar grown = WarehouseCalendar.empty(CALENDAR.warehouse());
    for (CalendarEvent event : events) {
      grown = grown.with(event);
    }
    assertThat(grown)
        .usingRecursiveComparison()
        .isEqualTo(WarehouseCalendar.of(CALENDAR.warehouse(), events));
  }

  @Test
  void anEventOfAKindThatTheDayHasAlreadyKeepsTheName() {
    WarehouseCalendar twice =
        CALENDAR.with(new CalendarEvent("W", 100, DayKind.HOLIDAY, "Other name"));
    assertThat(twice.name(100)).isEqualTo("Easter");
    assertThat(twice.is(DayKind.HOLIDAY, 100)).isTrue();
  }

  @Test
  void anEventOfAHigherKindKeepsTheName() {
    WarehouseCalendar both = CALENDAR.with(new CalendarEvent("W", 100, DayKind.EVENT, "Derby"));
    assertThat(both.name(100)).isEqualTo("Easter");
    assertThat(both.is(DayKind.EVENT, 100)).isTrue();
    assertThat(both.is(DayKind.EVENT, 480)).isFalse();
  }

  @Test
  void aCalendarWithOneMoreEventLeavesTheOriginalAsItWas() {
    CALENDAR.with(new CalendarEvent("W", 300, DayKind.CLOSURE, "Move"));
    assertThat(CALENDAR.is(DayKind.CLOSURE, 300)).isFalse();
  }
}
