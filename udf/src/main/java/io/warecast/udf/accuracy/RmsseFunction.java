package io.warecast.udf.accuracy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.accuracy.PointAccuracy;
import io.warecast.domain.accuracy.SeriesScale;
import io.warecast.domain.demand.DemandHistory;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * {@code RMSSE(day, actual, mean)} of one series: root mean squared error over the days with a
 * forecast, scaled by how the series moved from day to day before (M5 Competitors' Guide, 2020).
 * Rows whose {@code mean} is NULL are the history. NULL for a series that never moved.
 */
public final class RmsseFunction extends AggregateFunction<@Nullable Double, RmsseFunction.Days> {

  private static final long serialVersionUID = 1L;

  /** Units and forecasts by day. A POJO, because Flink serializes it. */
  public static final class Days {
    public Map<Integer, Float> history = new HashMap<>();
    public Map<Integer, Float> actual = new HashMap<>();
    public Map<Integer, Float> mean = new HashMap<>();
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return NumericArguments.inference("RMSSE", Days.class, "day", "actual", "mean");
  }

  @Override
  public Days createAccumulator() {
    return new Days();
  }

  /** Adds a day of the history or of the forecast. */
  public void accumulate(
      Days days, @Nullable Object day, @Nullable Object actual, @Nullable Object mean) {
    if (day == null) {
      return;
    }
    float forecast = NumericArguments.number(mean);
    Map<Integer, Float> units = Float.isNaN(forecast) ? days.history : days.actual;
    if (units.put((Integer) day, NumericArguments.number(actual)) != null) {
      throw new ActionableException(
          "RMSSE: argument day: %s stands twice in a group: group by warehouse_id and item_id"
              .formatted(LocalDate.ofEpochDay((Integer) day)));
    }
    if (!Float.isNaN(forecast)) {
      days.mean.put((Integer) day, forecast);
    }
  }

  /** Takes a day back. */
  public void retract(
      Days days, @Nullable Object day, @Nullable Object actual, @Nullable Object mean) {
    if (day instanceof Integer known) {
      if (mean == null) {
        days.history.remove(known);
      } else {
        days.actual.remove(known);
        days.mean.remove(known);
      }
    }
  }

  @Override
  public @Nullable Double getValue(Days days) {
    PointAccuracy errors = PointAccuracy.NONE;
    // In the order of days: sums of doubles depend on it.
    for (Map.Entry<Integer, Float> each : new TreeMap<>(days.mean).entrySet()) {
      errors = errors.plus(days.actual.getOrDefault(each.getKey(), Float.NaN), each.getValue());
    }
    SeriesScale scale = SeriesScale.of(history(days.history), Integer.MAX_VALUE);
    return scale.isUsable() ? NumericArguments.orNull(scale.rmsse(errors)) : null;
  }

  private static DemandHistory history(Map<Integer, Float> units) {
    if (units.isEmpty()) {
      return DemandHistory.EMPTY;
    }
    int first = Collections.min(units.keySet());
    float[] days = new float[Collections.max(units.keySet()) - first + 1];
    Arrays.fill(days, Float.NaN);
    units.forEach((day, value) -> days[day - first] = value);
    return new DemandHistory(first, days);
  }
}
