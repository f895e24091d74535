package io.warecast.udf.accuracy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.accuracy.PinballLoss;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * {@code PINBALL(level, actual, quantile)}: mean pinball loss of a day, in units. Rows in which
 * actual or quantile is NULL do not count.
 */
public final class PinballFunction
    extends AggregateFunction<@Nullable Double, PinballFunction.Sums> {

  private static final long serialVersionUID = 1L;

  /** Sums over days. A POJO, because Flink serializes it. */
  public static final class Sums {
    public long days;
    public double loss;
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return NumericArguments.inference("PINBALL", Sums.class, "level", "actual", "quantile");
  }

  @Override
  public Sums createAccumulator() {
    return new Sums();
  }

  /** Adds a day. */
  public void accumulate(
      Sums sums, @Nullable Object level, @Nullable Object actual, @Nullable Object quantile) {
    add(sums, level, actual, quantile, 1);
  }

  /** Takes a day back. */
  public void retract(
      Sums sums, @Nullable Object level, @Nullable Object actual, @Nullable Object quantile) {
    add(sums, level, actual, quantile, -1);
  }

  private static void add(
      Sums sums,
      @Nullable Object level,
      @Nullable Object actual,
      @Nullable Object quantile,
      int sign) {
    float wanted = NumericArguments.number(level);
    if (!(wanted > 0 && wanted < 1)) {
      throw new ActionableException(
          "PINBALL: argument level is %s, it takes a number between 0 and 1".formatted(level));
    }
    float bound = NumericArguments.number(quantile);
    if (!Float.isNaN(bound)) {
      PinballLoss day = PinballLoss.none(wanted).plus(NumericArguments.number(actual), bound);
      sums.days += sign * day.days();
      sums.loss += sign * day.loss();
    }
  }

  @Override
  public @Nullable Double getValue(Sums sums) {
    return NumericArguments.orNull(new PinballLoss(.5, sums.days, sums.loss).mean());
  }
}
