package io.warecast.udf.forecast;

import java.util.Objects;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * {@code FORECAST(day, units, horizon[, options])}: the forecast of the series whose history a
 * group is, an array of rows ({@code target_date, mean, lower, upper}).
 */
public final class ForecastFunction
    extends AggregateFunction<@Nullable ArrayData, HistoryAccumulator> {

  private static final long serialVersionUID = 1L;
  private static final String NAME = "FORECAST";
  private transient @Nullable LoadedModels models;

  @Override
  public void open(FunctionContext context) {
    models = LoadedModels.of(context);
  }

  @Override
  public void close() {
    if (models != null) {
      models.close();
      models = null;
    }
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return HistoryArguments.inference(NAME, ForecastRows.TYPE);
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
    return GroupForecast.of(NAME, group, Objects.requireNonNull(models)).toArray();
  }
}
