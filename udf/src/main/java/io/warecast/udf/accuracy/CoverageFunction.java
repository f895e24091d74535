package io.warecast.udf.accuracy;

import io.warecast.domain.accuracy.IntervalAccuracy;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * {@code COVERAGE(actual, lower, upper)}: share of days within the interval, its ends included.
 * Rows in which one of them is NULL do not count.
 */
public final class CoverageFunction
    extends AggregateFunction<@Nullable Double, CoverageFunction.Sums> {

  private static final long serialVersionUID = 1L;

  /** Sums over days. A POJO, because Flink serializes it. */
  public static final class Sums {
    public long days;
    public long covered;
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return NumericArguments.inference("COVERAGE", Sums.class, "actual", "lower", "upper");
  }

  @Override
  public Sums createAccumulator() {
    return new Sums();
  }

  /** Adds a day. */
  public void accumulate(
      Sums sums, @Nullable Object actual, @Nullable Object lower, @Nullable Object upper) {
    add(sums, actual, lower, upper, 1);
  }

  /** Takes a day back. */
  public void retract(
      Sums sums, @Nullable Object actual, @Nullable Object lower, @Nullable Object upper) {
    add(sums, actual, lower, upper, -1);
  }

  private static void add(
      Sums sums,
      @Nullable Object actual,
      @Nullable Object lower,
      @Nullable Object upper,
      int sign) {
    float low = NumericArguments.number(lower);
    float high = NumericArguments.number(upper);
    if (!Float.isNaN(low) && !Float.isNaN(high)) {
      IntervalAccuracy day = IntervalAccuracy.NONE.plus(NumericArguments.number(actual), low, high);
      sums.days += sign * day.days();
      sums.covered += sign * day.covered();
    }
  }

  @Override
  public @Nullable Double getValue(Sums sums) {
    return NumericArguments.orNull(new IntervalAccuracy(sums.days, sums.covered, 0).coverage());
  }
}
