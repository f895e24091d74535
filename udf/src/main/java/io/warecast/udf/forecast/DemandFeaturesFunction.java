package io.warecast.udf.forecast;

import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * {@code DEMAND_FEATURES(day, units, horizon[, options])}: the features that a forecast is made
 * from, an array with a row for each step; {@code ML_PREDICT} takes them.
 */
public final class DemandFeaturesFunction
    extends AggregateFunction<@Nullable ArrayData, HistoryAccumulator> {

  private static final long serialVersionUID = 1L;
  private static final String NAME = "DEMAND_FEATURES";

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return HistoryArguments.inference(NAME, FeatureRows.TYPE);
  }

  @Override
  public HistoryAccumulator createAccumulator() {
    return new HistoryAccumulator();
  }

  /** Adds a day, or consecutive days, of the group. */
  public void accumulate(
      HistoryAccumulator group,
      @Nullable Integer day,
      @Nullable Object units,
      @Nullable Integer horizon) {
    group.add(NAME, day, units, horizon, null);
  }

  /** Adds a day, or consecutive days, of the group; options of the first row count. */
  public void accumulate(
      HistoryAccumulator group,
      @Nullable Integer day,
      @Nullable Object units,
      @Nullable Integer horizon,
      @Nullable RowData options) {
    group.add(NAME, day, units, horizon, options);
  }

  /** Takes a row back. */
  public void retract(
      HistoryAccumulator group,
      @Nullable Integer day,
      @Nullable Object units,
      @Nullable Integer horizon) {
    group.remove(day, units);
  }

  /** Takes a row back. */
  public void retract(
      HistoryAccumulator group,
      @Nullable Integer day,
      @Nullable Object units,
      @Nullable Integer horizon,
      @Nullable RowData options) {
    group.remove(day, units);
  }

  /** Adds what was gathered elsewhere. */
  public void merge(HistoryAccumulator group, Iterable<HistoryAccumulator> others) {
    others.forEach(other -> group.add(NAME, other));
  }

  @Override
  public @Nullable ArrayData getValue(HistoryAccumulator group) {
    if (group.isEmpty()) {
      return null;
    }
    return FeatureRows.of(group.basis(NAME), group.horizon);
  }
}
