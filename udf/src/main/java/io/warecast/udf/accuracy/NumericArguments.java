package io.warecast.udf.accuracy;

import io.warecast.udf.forecast.AccumulatorType;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.ArgumentCount;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.ConstantArgumentCount;
import org.apache.flink.table.types.inference.InputTypeStrategy;
import org.apache.flink.table.types.inference.Signature;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.utils.DataTypeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of an aggregate that are numbers of any type, checked by name when a query is planned;
 * one called {@code day} is a DATE.
 */
record NumericArguments(String function, List<String> names) implements InputTypeStrategy {

  private static final String DAY = "day";

  /** How an aggregate with such arguments and a DOUBLE result is planned. */
  static TypeInference inference(String function, Class<?> accumulator, String... names) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(new NumericArguments(function, List.of(names)))
        .accumulatorTypeStrategy(TypeStrategies.explicit(AccumulatorType.of(accumulator)))
        .outputTypeStrategy(TypeStrategies.explicit(DataTypes.DOUBLE()))
        .build();
  }

  /** The number, {@code NaN} for NULL, rounded to 32 bits as demand and forecasts are. */
  static float number(@Nullable Object value) {
    if (value == null) {
      return Float.NaN;
    }
    return value instanceof DecimalData decimal
        ? decimal.toBigDecimal().floatValue()
        : ((Number) value).floatValue();
  }

  /** The value, or NULL where there is none. */
  static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }

  @Override
  public ArgumentCount getArgumentCount() {
    return ConstantArgumentCount.of(names.size());
  }

  @Override
  public Optional<List<DataType>> inferInputTypes(CallContext call, boolean throwOnFailure) {
    List<DataType> given = call.getArgumentDataTypes();
    for (int i = 0; i < given.size(); i++) {
      LogicalType type = given.get(i).getLogicalType();
      boolean isDay = names.get(i).equals(DAY);
      if (isDay ? !type.is(LogicalTypeRoot.DATE) : !type.is(LogicalTypeFamily.NUMERIC)) {
        if (throwOnFailure) {
          throw new ValidationException(
              "%s: argument %s is %s, it takes a %s: CAST it"
                  .formatted(
                      function, names.get(i), type.asSummaryString(), isDay ? "DATE" : "number"));
        }
        return Optional.empty();
      }
    }
    return Optional.of(given.stream().map(DataTypeUtils::toInternalDataType).toList());
  }

  @Override
  public List<Signature> getExpectedSignatures(FunctionDefinition definition) {
    return List.of(
        Signature.of(
            names.stream()
                .map(name -> Signature.Argument.of(name, name.equals(DAY) ? "DATE" : "NUMERIC"))
                .toList()));
  }
}
