package io.warecast.udf.forecast;

import io.warecast.domain.forecast.SeasonalForecaster;
import io.warecast.scoring.forecast.ForecastBasis;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * {@code SEASONAL_BASELINE(day, units, horizon[, options])}: the mean of the weekday over eight
 * weeks with a 95 % interval, what any model must beat; rows as of {@code FORECAST}.
 */
public final class SeasonalBaselineFunction
    extends AggregateFunction<@Nullable ArrayData, HistoryAccumulator> {

  private static final long serialVersionUID = 1L;
  private static final String NAME = "SEASONAL_BASELINE";
  private static final float[] LEVELS = {.025f, .975f};

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
    ForecastBasis basis = group.basis(NAME);
    float[] mean = new float[group.horizon];
    float[][] quantiles = new float[LEVELS.length][group.horizon];
    SeasonalForecaster.forecast(basis.history(), basis.originDay(), LEVELS, mean, quantiles);
    return ForecastRows.of(basis.originDay(), mean, quantiles).toArray();
  }
}
