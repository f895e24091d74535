package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import io.warecast.domain.hierarchy.AlignmentRatios;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.AggregateFunction;
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
 * {@code ALIGNMENT_RATIOS(group_id, item_id, forecast)}: what the group's own forecast, the row
 * whose {@code item_id} is the {@code group_id}, is to the sum of the others'; one ratio a step.
 * NULL where the group has no forecast of its own.
 */
public final class AlignmentRatiosFunction
    extends AggregateFunction<@Nullable ArrayData, GroupParts> {

  private static final long serialVersionUID = 1L;
  private static final String NAME = "ALIGNMENT_RATIOS";

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(new Arguments())
        .accumulatorTypeStrategy(TypeStrategies.explicit(AccumulatorType.of(GroupParts.class)))
        .outputTypeStrategy(TypeStrategies.explicit(ForecastOptions.FLOATS))
        .build();
  }

  @Override
  public GroupParts createAccumulator() {
    return new GroupParts();
  }

  /** Adds the forecast of the group or of one of its parts. */
  public void accumulate(
      GroupParts parts,
      @Nullable StringData groupId,
      @Nullable StringData itemId,
      @Nullable ArrayData forecast) {
    if (groupId == null || itemId == null || forecast == null || forecast.size() == 0) {
      return;
    }
    ForecastRows rows = ForecastRows.read(forecast);
    if (itemId.equals(groupId)) {
      parts.group = rows.mean();
      parts.originDay = rows.firstDay() - 1;
    } else {
      parts.items.add(itemId.toString());
      parts.means.add(rows.mean());
    }
  }

  @Override
  public @Nullable ArrayData getValue(GroupParts parts) {
    if (parts.group.length == 0) {
      return null;
    }
    // Sums of doubles depend on their order, and parts come in the order of chance.
    int[] ordered =
        IntStream.range(0, parts.items.size())
            .boxed()
            .sorted((a, b) -> parts.items.get(a).compareTo(parts.items.get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sums = new double[parts.group.length];
    for (int part : ordered) {
      float[] mean = parts.means.get(part);
      if (mean.length != sums.length) {
        throw new ActionableException(
            "%s: argument forecast has %d steps of %s and %d of its group: forecast both alike"
                .formatted(NAME, mean.length, parts.items.get(part), sums.length));
      }
      for (int step = 0; step < sums.length; step++) {
        sums[step] += mean[step];
      }
    }
    return new GenericArrayData(AlignmentRatios.of(parts.originDay, parts.group, sums).ratios());
  }

  /** {@code (group_id STRING, item_id STRING, forecast)}. */
  private record Arguments() implements InputTypeStrategy {

    private static final List<String> NAMES = List.of("group_id", "item_id", "forecast");

    @Override
    public ArgumentCount getArgumentCount() {
      return ConstantArgumentCount.of(NAMES.size());
    }

    @Override
    public Optional<List<DataType>> inferInputTypes(CallContext call, boolean throwOnFailure) {
      List<DataType> taken = new ArrayList<>();
      for (int i = 0; i < NAMES.size(); i++) {
        DataType given = call.getArgumentDataTypes().get(i);
        LogicalType type = given.getLogicalType();
        boolean isRight =
            i < 2
                ? type.is(LogicalTypeFamily.CHARACTER_STRING)
                : type.is(LogicalTypeRoot.ARRAY)
                    && type.getChildren().get(0).is(LogicalTypeRoot.ROW)
                    && type.getChildren().get(0).getChildren().size() == 4;
        if (!isRight) {
          if (throwOnFailure) {
            throw new ValidationException(
                "%s: argument %s is %s, it takes %s"
                    .formatted(
                        NAME,
                        NAMES.get(i),
                        type.asSummaryString(),
                        i < 2 ? "a STRING" : "what FORECAST(...) gives"));
          }
          return Optional.empty();
        }
        taken.add(DataTypeUtils.toInternalDataType(given));
      }
      return Optional.of(taken);
    }

    @Override
    public List<Signature> getExpectedSignatures(FunctionDefinition definition) {
      return List.of(
          Signature.of(
              Signature.Argument.of("group_id", "STRING"),
              Signature.Argument.of("item_id", "STRING"),
              Signature.Argument.of("forecast", "ARRAY<ROW>")));
    }
  }
}
