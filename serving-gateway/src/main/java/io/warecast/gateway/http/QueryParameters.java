package io.warecast.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.problem.FieldError;
import io.warecast.gateway.problem.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The parameters of a request's query and path, read strictly: what is unknown, doubled or out of
 * range is noted, and {@link #end} refuses the request with everything that was.
 */
public final class QueryParameters {

  private static final int MOST_ERRORS = 20;

  private final RoutingContext context;
  private final MultiMap query;
  private final Set<String> known = new HashSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  private QueryParameters(RoutingContext context) {
    this.context = context;
    this.query = context.queryParams();
  }

  public static QueryParameters of(RoutingContext context) {
    return new QueryParameters(context);
  }

  /** Refuses a request that has any parameter, or whose path is faulty. */
  public static void none(RoutingContext context) {
    of(context).end();
  }

  public Optional<String> text(String name) {
    return textUpTo(name, TextRules.LONGEST_TEXT);
  }

  Optional<String> textUpTo(String name, int longest) {
    known.add(name);
    List<String> values = query.getAll(name);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      refuse(name, "is given more than once");
      return Optional.empty();
    }
    return checked(name, values.get(0), longest);
  }

  /** All values of a parameter that may be repeated. */
  public List<String> texts(String name, int most) {
    known.add(name);
    List<String> values = query.getAll(name);
    if (values.isEmpty() || values.size() > most) {
      refuse(name, "takes 1 to " + most + " values");
      return List.of();
    }
    return values.stream()
        .flatMap(value -> checked(name, value, 2 * TextRules.LONGEST_TEXT + 1).stream())
        .toList();
  }

  public Optional<LocalDate> day(String name) {
    return text(name).flatMap(value -> parsedDay(name, value));
  }

  /** A day that must be given; any day when it is not, which {@link #end} refuses. */
  public LocalDate requiredDay(String name) {
    Optional<LocalDate> day = day(name);
    if (day.isEmpty() && query.getAll(name).isEmpty()) {
      refuse(name, "is missing; it takes a day in the form 2026-01-31");
    }
    return day.orElse(LocalDate.EPOCH);
  }

  public OptionalInt integer(String name, int least, int most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    String digits = value.get();
    if (digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = Integer.parseInt(digits);
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    }
    refuse(name, "takes a whole number from " + least + " to " + most);
    return OptionalInt.empty();
  }

  public Optional<String> choice(String name, List<String> allowed) {
    Optional<String> value = text(name);
    if (value.isPresent() && !allowed.contains(value.get())) {
      refuse(name, "takes one of " + String.join(", ", allowed));
      return Optional.empty();
    }
    return value;
  }

  /** The series that {@code warehouse_id} and {@code item_id} of the query name. */
  public SeriesKey series() {
    Optional<String> warehouse = text("warehouse_id");
    if (warehouse.isEmpty() && query.getAll("warehouse_id").isEmpty()) {
      refuse("warehouse_id", "is missing; it takes a warehouse's id");
    }
    return key(warehouse.orElse("any"), text("item_id").orElse(SeriesKey.TOTAL));
  }

  /** A warehouse that the query may name. */
  public Optional<String> warehouse() {
    return text("warehouse_id").map(id -> key(id, SeriesKey.TOTAL).warehouseId());
  }

  /** The series that {@code warehouse_id} and {@code item_id} of the path name. */
  public SeriesKey seriesOfPath() {
    return key(path("warehouse_id"), path("item_id"));
  }

  /** A part of the path; {@code "any"} when it is faulty, which {@link #end} refuses. */
  public String path(String name) {
    return checked(name, String.valueOf(context.pathParam(name)), TextRules.LONGEST_TEXT)
        .orElse("any");
  }

  /** A warehouse of the path. */
  public String warehouseOfPath() {
    return key(path("warehouse_id"), SeriesKey.TOTAL).warehouseId();
  }

  public void refuse(String name, String detail) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(FieldError.ofParameter(name, detail));
    }
  }

  /** Passes when every parameter of the request was asked for and is valid; else throws 422. */
  public void end() {
    for (String name : query.names()) {
      if (!known.contains(name)) {
        refuse(name, "is unknown");
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).toException();
    }
  }

  private SeriesKey key(String warehouse, String item) {
    try {
      return new SeriesKey(warehouse, item);
    } catch (IllegalArgumentException e) {
      refuse("warehouse_id", String.valueOf(e.getMessage()));
      return SeriesKey.total("any");
    }
  }

  private Optional<String> checked(String name, String value, int longest) {
    Optional<String> fault = TextRules.faultOf(value, longest);
    if (fault.isPresent()) {
      refuse(name, fault.get());
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private Optional<LocalDate> parsedDay(String name, String value) {
    Optional<LocalDate> day = TextRules.day(value);
    if (day.isEmpty()) {
      refuse(name, "takes a day of the calendar in the form 2026-01-31");
    }
    return day;
  }
}
