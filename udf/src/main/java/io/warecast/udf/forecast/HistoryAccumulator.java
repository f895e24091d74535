package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.scoring.forecast.ForecastBasis;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryArrayData;
import org.jspecify.annotations.Nullable;

/**
 * The days of a group as they have come, in any order, and what its rows say beside them. A POJO,
 * because Flink serializes it.
 */
public final class HistoryAccumulator {

  private static final int LONGEST_HORIZON = 366;
  private static final int NO_HORIZON = 0;

  public int size;
  public int[] days = new int[32];
  public float[] units = new float[32];
  public int horizon = NO_HORIZON;
  public @Nullable ForecastOptions options;

  /**
   * Adds a row of the group.
   *
   * @param function that is named in errors
   * @param value units of a day, or of consecutive days from it on; NULL is unknown
   */
  void add(
      String function,
      @Nullable Integer day,
      @Nullable Object value,
      @Nullable Integer steps,
      @Nullable RowData row) {
    takeHorizon(function, steps);
    if (day == null) {
      if (value != null) {
        throw new ActionableException(
            "%s: argument day is NULL in a row with units: leave such rows out"
                .formatted(function));
      }
      // What an outer join gives for a group without days.
      return;
    }
    if (options == null) {
      options = ForecastOptions.of(row);
    }
    if (value instanceof BinaryArrayData stretch && !stretch.anyNull()) {
      put(function, day, stretch.toFloatArray());
    } else if (value instanceof ArrayData stretch) {
      makeRoom(stretch.size());
      for (int i = 0; i < stretch.size(); i++) {
        put(function, day + i, stretch.isNullAt(i) ? Float.NaN : stretch.getFloat(i));
      }
    } else {
      makeRoom(1);
      put(function, day, number(value));
    }
  }

  /** Takes a row back that has been added. */
  void remove(@Nullable Integer day, @Nullable Object value) {
    if (day == null) {
      return;
    }
    int count = value instanceof ArrayData stretch ? stretch.size() : 1;
    for (int i = 0; i < count; i++) {
      remove(day + i);
    }
  }

  /** Adds what another has gathered of the same group. */
  void add(String function, HistoryAccumulator other) {
    if (other.horizon != NO_HORIZON) {
      takeHorizon(function, other.horizon);
    }
    if (options == null) {
      options = other.options;
    }
    makeRoom(other.size);
    for (int i = 0; i < other.size; i++) {
      put(function, other.days[i], other.units[i]);
    }
  }

  /** Whether no day has come: there is nothing to forecast from. */
  boolean isEmpty() {
    return size == 0;
  }

  ForecastOptions options() {
    return options == null ? ForecastOptions.none() : options;
  }

  /** The origin that was given, else the last day of the group. */
  int originDay() {
    int given = options().originDay;
    return given != ForecastOptions.NO_DAY
        ? given
        : Arrays.stream(days, 0, size).max().orElseThrow();
  }

  /**
   * What the forecast of the group stands on.
   *
   * @throws ActionableException when a day stands twice
   */
  ForecastBasis basis(String function) {
    ForecastOptions known = options();
    int origin = originDay();
    return new ForecastBasis(
        known.key(),
        known.category,
        origin,
        history(function, origin),
        known.calendar(),
        known.offers());
  }

  /** The days up to the origin; those that nobody gave are unknown. */
  private DemandHistory history(String function, int origin) {
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      if (days[i] <= origin) {
        first = Math.min(first, days[i]);
        last = Math.max(last, days[i]);
      }
    }
    if (last == Integer.MIN_VALUE) {
      return DemandHistory.EMPTY;
    }
    first = Math.max(first, origin - DemandHistory.MAX_DAYS + 1);
    if (last < first) {
      return DemandHistory.EMPTY;
    }
    return new DemandHistory(first, placed(function, first, last));
  }

  private float[] placed(String function, int first, int last) {
    float[] placed = new float[last - first + 1];
    boolean[] isGiven = new boolean[placed.length];
    Arrays.fill(placed, Float.NaN);
    for (int i = 0; i < size; i++) {
      int at = days[i] - first;
      if (at >= 0 && at < placed.length) {
        if (isGiven[at]) {
          throw new ActionableException(
              "%s: argument day: %s stands twice in a group (units %s and %s). Add units up by day first, and group by warehouse_id and item_id."
                  .formatted(function, LocalDate.ofEpochDay(days[i]), placed[at], units[i]));
        }
        isGiven[at] = true;
        placed[at] = units[i];
      }
    }
    return placed;
  }

  private void takeHorizon(String function, @Nullable Integer steps) {
    int wanted = requireHorizon(function, steps);
    if (horizon != NO_HORIZON && horizon != wanted) {
      throw new ActionableException(
          "%s: argument horizon is %d and %d in one group: give the same everywhere"
              .formatted(function, horizon, wanted));
    }
    horizon = wanted;
  }

  /** The number of days to forecast, refused when it is none. */
  static int requireHorizon(String function, @Nullable Integer steps) {
    if (steps == null || steps < 1 || steps > LONGEST_HORIZON) {
      throw new ActionableException(
          "%s: argument horizon is %s, it takes 1 to %d days"
              .formatted(function, steps == null ? "NULL" : steps, LONGEST_HORIZON));
    }
    return steps;
  }

  /** Forgets days that no forecast looks at any more, now and then. */
  void forgetOldDays() {
    if (size < 2 * DemandHistory.MAX_DAYS) {
      return;
    }
    int oldest = originDay() - DemandHistory.MAX_DAYS;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (days[i] > oldest) {
        days[kept] = days[i];
        units[kept++] = units[i];
      }
    }
    size = kept;
  }

  /** Adds consecutive days at once, as the lake has them. */
  private void put(String function, int firstDay, float[] values) {
    makeRoom(values.length);
    for (int i = 0; i < values.length; i++) {
      put(function, firstDay + i, values[i]);
    }
  }

  /** Adds a day that there is room for. */
  private void put(String function, int day, float value) {
    if (value < 0 || Float.isInfinite(value)) {
      throw new ActionableException(
          "%s: argument units is %s on %s: demand is finite and not negative, NULL where unknown"
              .formatted(function, value, LocalDate.ofEpochDay(day)));
    }
    days[size] = day;
    units[size++] = value;
  }

  private void makeRoom(int count) {
    if (size + count > days.length) {
      int length = Math.max(2 * days.length, size + count);
      days = Arrays.copyOf(days, length);
      units = Arrays.copyOf(units, length);
    }
  }

  private void remove(int day) {
    for (int i = 0; i < size; i++) {
      if (days[i] == day) {
        size--;
        days[i] = days[size];
        units[i] = units[size];
        return;
      }
    }
  }

  private static float number(@Nullable Object value) {
    if (value == null) {
      return Float.NaN;
    }
    return value instanceof DecimalData decimal
        ? decimal.toBigDecimal().floatValue()
        : ((Number) value).floatValue();
  }
}
