package io.warecast.local.sample;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.IntFunction;

/** Public holidays and school breaks of a country; school breaks are of a typical year. */
record Region(String title, List<Holiday> holidays, List<Break> schoolBreaks) {

  static final Region GERMANY =
      new Region(
          "Germany",
          List.of(
              fixed("New Year's Day", 1, 1),
              easter("Good Friday", -2),
              easter("Easter Monday", 1),
              fixed("Labour Day", 5, 1),
              easter("Ascension Day", 39),
              easter("Whit Monday", 50),
              fixed("German Unity Day", 10, 3),
              fixed("Christmas Day", 12, 25),
              fixed("Second Christmas Day", 12, 26)),
          List.of(
              new Break("Summer holidays", 7, 20, 8, 31),
              new Break("Autumn holidays", 10, 15, 10, 28),
              new Break("Christmas holidays", 12, 22, 12, 31),
              new Break("Christmas holidays", 1, 1, 1, 3)));

  static final Region UNITED_STATES =
      new Region(
          "United States",
          List.of(
              fixed("New Year's Day", 1, 1),
              last("Memorial Day", MONDAY, 5),
              fixed("Independence Day", 7, 4),
              nth("Labor Day", 1, MONDAY, 9),
              nth("Thanksgiving", 4, THURSDAY, 11),
              fixed("Christmas Day", 12, 25)),
          List.of(
              new Break("Spring break", 4, 10, 4, 17),
              new Break("Summer break", 6, 15, 8, 25),
              new Break("Winter break", 12, 22, 12, 31),
              new Break("Winter break", 1, 1, 1, 2)));

  static final Region UNITED_KINGDOM =
      new Region(
          "United Kingdom",
          List.of(
              fixed("New Year's Day", 1, 1),
              easter("Good Friday", -2),
              easter("Easter Monday", 1),
              nth("Early May Bank Holiday", 1, MONDAY, 5),
              last("Spring Bank Holiday", MONDAY, 5),
              last("Summer Bank Holiday", MONDAY, 8),
              fixed("Christmas Day", 12, 25),
              fixed("Boxing Day", 12, 26)),
          List.of(
              new Break("Summer holidays", 7, 22, 9, 1),
              new Break("Half term", 10, 24, 10, 31),
              new Break("Christmas holidays", 12, 20, 12, 31),
              new Break("Christmas holidays", 1, 1, 1, 3)));

  static final Region AUSTRALIA =
      new Region(
          "Australia",
          List.of(
              fixed("New Year's Day", 1, 1),
              fixed("Australia Day", 1, 26),
              easter("Good Friday", -2),
              easter("Easter Monday", 1),
              fixed("Anzac Day", 4, 25),
              nth("King's Birthday", 2, MONDAY, 6),
              fixed("Christmas Day", 12, 25),
              fixed("Boxing Day", 12, 26)),
          List.of(
              new Break("Autumn holidays", 4, 8, 4, 22),
              new Break("Winter holidays", 7, 1, 7, 15),
              new Break("Spring holidays", 9, 23, 10, 7),
              new Break("Summer holidays", 12, 20, 12, 31),
              new Break("Summer holidays", 1, 1, 1, 27)));

  /** A day that recurs every year. */
  record Holiday(String name, IntFunction<LocalDate> dateIn) {}

  /** Days of a year on which schools are closed, both ends included. */
  record Break(String name, MonthDay from, MonthDay to) {

    Break(String name, int fromMonth, int fromDay, int toMonth, int toDay) {
      this(name, MonthDay.of(fromMonth, fromDay), MonthDay.of(toMonth, toDay));
    }
  }

  private static final List<Region> ALL =
      List.of(GERMANY, UNITED_STATES, UNITED_KINGDOM, AUSTRALIA);

  static Region titled(String title) {
    return ALL.stream().filter(region -> region.title.equals(title)).findFirst().orElseThrow();
  }

  /**
   * Easter Sunday in the Gregorian calendar, by the anonymous algorithm of Nature (1876), as in
   * Meeus, Astronomical Algorithms, chapter 8.
   */
  static LocalDate easterSunday(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - b / 4 - g + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }

  private static Holiday fixed(String name, int month, int day) {
    return new Holiday(name, year -> LocalDate.of(year, month, day));
  }

  private static Holiday easter(String name, int daysAfter) {
    return new Holiday(name, year -> easterSunday(year).plusDays(daysAfter));
  }

  private static Holiday nth(String name, int ordinal, DayOfWeek weekday, int month) {
    return new Holiday(
        name,
        year ->
            LocalDate.of(year, month, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday)));
  }

  private static Holiday last(String name, DayOfWeek weekday, int month) {
    return nth(name, -1, weekday, month);
  }
}
