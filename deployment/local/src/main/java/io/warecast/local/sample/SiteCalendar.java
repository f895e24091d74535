package io.warecast.local.sample;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.WarehouseCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** The special days of a site, from its past to as far as they are known, and what they do. */
final class SiteCalendar {

  private static final double CHANCE_OF_FAIR = 0.03;
  private static final double BEFORE_HOLIDAY = 1.35;
  private static final double TWO_BEFORE_HOLIDAY = 1.15;
  private static final double ON_HOLIDAY = 0.55;
  private static final double AFTER_HOLIDAY = 1.12;
  private static final double SCHOOL_BREAK = 0.92;
  private static final double SALE = 1.4;
  private static final double FAIR = 1.2;

  private final List<CalendarEvent> events;
  private final WarehouseCalendar calendar;

  private SiteCalendar(List<CalendarEvent> events, WarehouseCalendar calendar) {
    this.events = events;
    this.calendar = calendar;
  }

  static SiteCalendar of(SamplePlan plan, Site site) {
    List<CalendarEvent> events = new ArrayList<>();
    int lastDay = plan.lastDay() + SamplePlan.KNOWN_AHEAD_DAYS;
    int lastYear = LocalDate.ofEpochDay(lastDay).getYear();
    for (int year = LocalDate.ofEpochDay(plan.firstDay()).getYear(); year <= lastYear; year++) {
      addYear(site, year, events);
    }
    long fairs = Draw.state(plan.seed(), "fair", site.id());
    for (int day = plan.firstDay(); day <= lastDay; day++) {
      boolean saturday = LocalDate.ofEpochDay(day).getDayOfWeek() == DayOfWeek.SATURDAY;
      if (saturday && Draw.on(fairs, day).chance(CHANCE_OF_FAIR)) {
        events.add(new CalendarEvent(site.id(), day, DayKind.EVENT, "Town fair"));
      }
    }
    events.removeIf(event -> event.day() < plan.firstDay() || event.day() > lastDay);
    return new SiteCalendar(List.copyOf(events), WarehouseCalendar.of(site.warehouse(), events));
  }

  List<CalendarEvent> events() {
    return events;
  }

  boolean closed(int day) {
    return calendar.is(DayKind.CLOSURE, day);
  }

  /** What the calendar multiplies a day's demand by. */
  double factor(int day) {
    double factor = nearHolidays(day);
    if (calendar.is(DayKind.SCHOOL_BREAK, day)) {
      factor *= SCHOOL_BREAK;
    }
    if (calendar.is(DayKind.PROMOTION, day)) {
      factor *= SALE;
    }
    if (calendar.is(DayKind.EVENT, day)) {
      factor *= FAIR;
    }
    return factor;
  }

  private double nearHolidays(int day) {
    if (calendar.is(DayKind.HOLIDAY, day)) {
      return ON_HOLIDAY;
    }
    if (calendar.is(DayKind.HOLIDAY, day + 1)) {
      return BEFORE_HOLIDAY;
    }
    if (calendar.is(DayKind.HOLIDAY, day - 1)) {
      return AFTER_HOLIDAY;
    }
    return calendar.is(DayKind.HOLIDAY, day + 2) ? TWO_BEFORE_HOLIDAY : 1;
  }

  private static void addYear(Site site, int year, List<CalendarEvent> events) {
    Region region = Region.titled(site.warehouse().region());
    for (Region.Holiday holiday : region.holidays()) {
      add(events, site, holiday.dateIn().apply(year), DayKind.HOLIDAY, holiday.name());
    }
    for (Region.Break pause : region.schoolBreaks()) {
      LocalDate end = pause.to().atYear(year);
      for (LocalDate day = pause.from().atYear(year); !day.isAfter(end); day = day.plusDays(1)) {
        add(events, site, day, DayKind.SCHOOL_BREAK, pause.name());
      }
    }
    add(events, site, LocalDate.of(year, 12, 25), DayKind.CLOSURE, "Christmas Day");
    add(events, site, LocalDate.of(year, 1, 1), DayKind.CLOSURE, "New Year's Day");
    LocalDate stocktaking =
        LocalDate.of(year, 6, 1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.SUNDAY));
    add(events, site, stocktaking, DayKind.CLOSURE, "Stocktaking");
    LocalDate friday =
        LocalDate.of(year, 11, 1)
            .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY))
            .plusDays(1);
    for (int i = 0; i < 4; i++) {
      add(events, site, friday.plusDays(i), DayKind.PROMOTION, "Black Friday sale");
    }
  }

  private static void add(
      List<CalendarEvent> events, Site site, LocalDate day, DayKind kind, String name) {
    events.add(new CalendarEvent(site.id(), (int) day.toEpochDay(), kind, name));
  }
}
