package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
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

/** The arguments {@code (day, units, horizon[, options])}: checked when a query is planned. */
record HistoryArguments(String function) implements InputTypeStrategy {

  private static final int DAY = 0;
  private static final int UNITS = 1;
  private static final int HORIZON = 2;
  private static final int OPTIONS = 3;

  /** How a function with these arguments is planned. */
  static TypeInference inference(String function, DataType output) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(new HistoryArguments(function))
        .accumulatorTypeStrategy(
            TypeStrategies.explicit(AccumulatorType.of(HistoryAccumulator.class)))
        .outputTypeStrategy(TypeStrategies.explicit(output))
        .build();
  }

  @Override
  public ArgumentCount getArgumentCount() {
    return ConstantArgumentCount.between(OPTIONS, OPTIONS + 1);
  }

  @Override
  public Optional<List<DataType>> inferInputTypes(CallContext call, boolean throwOnFailure) {
    List<DataType> given = call.getArgumentDataTypes();
    List<DataType> taken = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String problem = problem(i, given.get(i).getLogicalType());
      if (problem != null) {
        return refused(problem, throwOnFailure);
      }
      taken.add(DataTypeUtils.toInternalDataType(given.get(i)));
    }
    if (isHorizonLiteral(call)) {
      try {
        int unused =
            HistoryAccumulator.requireHorizon(
                function, call.getArgumentValue(HORIZON, Integer.class).orElse(null));
      } catch (ActionableException e) {
        return refused(String.valueOf(e.getMessage()), throwOnFailure);
      }
    }
    return Optional.of(taken);
  }

  /** The planner asks again after validation, and then cannot tell literals. */
  private static boolean isHorizonLiteral(CallContext call) {
    try {
      return call.isArgumentLiteral(HORIZON);
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  private static Optional<List<DataType>> refused(String problem, boolean throwOnFailure) {
    if (throwOnFailure) {
      throw new ValidationException(problem);
    }
    return Optional.empty();
  }

  private @Nullable String problem(int argument, LogicalType type) {
    return switch (argument) {
      case DAY -> type.is(LogicalTypeRoot.DATE) ? null : wrong("day", type, "a DATE: CAST it");
      case UNITS ->
          isUnits(type)
              ? null
              : wrong("units", type, "a number, or ARRAY<FLOAT> for consecutive days from day on");
      case HORIZON -> type.is(LogicalTypeRoot.INTEGER) ? null : wrong("horizon", type, "an INT");
      default ->
          type.is(LogicalTypeRoot.ROW) && type.getChildren().size() == ForecastOptions.FIELDS
              ? null
              : wrong("options", type, "what FORECAST_OPTIONS(...) gives");
    };
  }

  private String wrong(String argument, LogicalType type, String wanted) {
    return "%s: argument %s is %s, it takes %s"
        .formatted(function, argument, type.asSummaryString(), wanted);
  }

  private static boolean isUnits(LogicalType type) {
    return type.is(LogicalTypeFamily.NUMERIC)
        || (type.is(LogicalTypeRoot.ARRAY) && type.getChildren().get(0).is(LogicalTypeRoot.FLOAT));
  }

  @Override
  public List<Signature> getExpectedSignatures(FunctionDefinition definition) {
    return List.of(
        Signature.of(
            Signature.Argument.of("day", "DATE"),
            Signature.Argument.of("units", "FLOAT"),
            Signature.Argument.of("horizon", "INT")),
        Signature.of(
            Signature.Argument.of("day", "DATE"),
            Signature.Argument.of("units", "FLOAT"),
            Signature.Argument.of("horizon", "INT"),
            Signature.Argument.of("options", "ROW")));
  }
}
