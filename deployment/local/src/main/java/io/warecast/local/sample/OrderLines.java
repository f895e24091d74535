package io.warecast.local.sample;

import io.warecast.domain.order.OrderEvent;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes the demand days of a site apart into the order events that make them up. */
final class OrderLines {

  static final Comparator<OrderEvent> BY_TIME =
      Comparator.comparingLong(OrderEvent::orderedAt).thenComparing(OrderEvent::eventId);

  private static final double CHANCE_OF_ANOTHER_UNIT = 0.35;
  private static final double CHANCE_OF_CANCELLATION = 0.03;
  private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long seed;
  private final Site site;
  private final ZoneId zone;

  /** Share of a day's orders that has come in by the end of each hour. */
  private final double[] byEndOfHour;

  OrderLines(long seed, Site site) {
    this.seed = seed;
    this.site = site;
    this.zone = ZoneId.of(site.warehouse().timeZone());
    this.byEndOfHour = profile(Draw.of(seed, "hours", site.id()));
  }

  /** Whether an order is the one of that time and id, or before it. */
  static boolean isNotAfter(OrderEvent order, long time, String eventId) {
    return order.orderedAt() < time
        || (order.orderedAt() == time && order.eventId().compareTo(eventId) <= 0);
  }

  /**
   * The orders of one local day, by time; those that are cancelled within the day add up to
   * nothing. None when the day's demand is unknown.
   */
  List<OrderEvent> of(SeriesModel series, int day) {
    float units = series.units(day);
    List<OrderEvent> orders = new ArrayList<>();
    if (!(units > 0)) {
      return orders;
    }
    LocalDate date = LocalDate.ofEpochDay(day);
    String prefix =
        "%x-%s-%s-%s-"
            .formatted(
                seed,
                site.id(),
                series.key().itemId(),
                DateTimeFormatter.BASIC_ISO_DATE.format(date));
    Draw draw = Draw.on(Draw.state(seed, "orders", site.id(), series.key().itemId()), day);
    int line = 0;
    for (int left = (int) units; left > 0; line++) {
      int quantity = Math.min(left, quantity(draw));
      orders.add(order(series, prefix + line, quantity, time(date, draw)));
      left -= quantity;
      if (draw.chance(CHANCE_OF_CANCELLATION)) {
        int regretted = quantity(draw);
        long ordered = time(date, draw);
        long cancelled =
            ordered + (long) (draw.share() * (site.warehouse().endOfDay(day) - ordered + 1));
        orders.add(order(series, prefix + line + "-r", regretted, ordered));
        orders.add(order(series, prefix + line + "-c", -regretted, cancelled));
      }
    }
    orders.sort(BY_TIME);
    return orders;
  }

  private OrderEvent order(SeriesModel series, String id, int quantity, long time) {
    return new OrderEvent(id, site.id(), series.key().itemId(), quantity, time);
  }

  private static int quantity(Draw draw) {
    int quantity = 1;
    while (draw.chance(CHANCE_OF_ANOTHER_UNIT)) {
      quantity++;
    }
    return quantity;
  }

  /** Epoch millis of a moment of the local day, by the site's profile of the clock's hours. */
  private long time(LocalDate date, Draw draw) {
    double share = draw.share();
    int hour = 0;
    while (byEndOfHour[hour] <= share) {
      hour++;
    }
    long millis = (long) (draw.share() * NANOS_PER_HOUR / NANOS_PER_MILLI);
    LocalTime time = LocalTime.ofNanoOfDay(hour * NANOS_PER_HOUR + millis * NANOS_PER_MILLI);
    // An hour that the clock skips moves on by one; one that it repeats is drawn from both.
    ZonedDateTime moment = ZonedDateTime.of(date, time, zone);
    boolean later = draw.chance(.5);
    return (later ? moment.withLaterOffsetAtOverlap() : moment).toInstant().toEpochMilli();
  }

  /** A peak before noon and a higher one in the evening, each site at its own hours. */
  private static double[] profile(Draw draw) {
    double noon = draw.between(9.5, 12);
    double evening = draw.between(17, 20);
    double noonShare = draw.between(.5, .9);
    double[] cumulative = new double[24];
    double sum = 0;
    for (int hour = 0; hour < cumulative.length; hour++) {
      sum += .03 + noonShare * bell(hour + .5 - noon, 2.2) + bell(hour + .5 - evening, 1.8);
      cumulative[hour] = sum;
    }
    for (int hour = 0; hour < cumulative.length; hour++) {
      cumulative[hour] /= sum;
    }
    return cumulative;
  }

  private static double bell(double distance, double width) {
    return Math.exp(-.5 * distance * distance / (width * width));
  }
}
