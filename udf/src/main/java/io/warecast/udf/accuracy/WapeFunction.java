package io.warecast.udf.accuracy;

import io.warecast.domain.accuracy.PointAccuracy;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * {@code WAPE(actual, mean)}: sum of absolute errors over sum of units; NULL where nothing was
 * demanded. Rows in which either is NULL do not count.
 */
public final class WapeFunction extends AggregateFunction<@Nullable Double, WapeFunction.Sums> {

  private static final long serialVersionUID = 1L;

  /** Sums over days. A POJO, because Flink serializes it. */
  public static final class Sums {
    public long days;
    public double units;
    public double absoluteError;
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return NumericArguments.inference("WAPE", Sums.class, "actual", "mean");
  }

  @Override
  public Sums createAccumulator() {
    return new Sums();
  }

  /** Adds a day. */
  public void accumulate(Sums sums, @Nullable Object actual, @Nullable Object mean) {
    add(sums, actual, mean, 1);
  }

  /** Takes a day back. */
  public void retract(Sums sums, @Nullable Object actual, @Nullable Object mean) {
    add(sums, actual, mean, -1);
  }

  private static void add(Sums sums, @Nullable Object actual, @Nullable Object mean, int sign) {
    float forecast = NumericArguments.number(mean);
    if (!Float.isNaN(forecast)) {
      PointAccuracy day = PointAccuracy.NONE.plus(NumericArguments.number(actual), forecast);
      sums.days += sign * day.days();
      sums.units += sign * day.units();
      sums.absoluteError += sign * day.absoluteError();
    }
  }

  @Override
  public @Nullable Double getValue(Sums sums) {
    return NumericArguments.orNull(
        new PointAccuracy(sums.days, sums.units, 0, sums.absoluteError, 0).wape());
  }
}
