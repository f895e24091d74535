package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.StateTypeStrategy;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.StaticArgumentTrait;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code FORECAST_STREAM(input => TABLE t PARTITION BY (warehouse_id, item_id), horizon => 7[,
 * from_origin => DATE '...'])}: a forecast of the series after each day of demand that comes, for
 * continuous queries. The table has the columns {@code day} and {@code units}, and may have {@code
 * options}. Days may come in any order; one that comes again replaces what was known of it.
 */
public final class ForecastStreamFunction extends ProcessTableFunction<RowData> {

  private static final long serialVersionUID = 1L;
  private static final String NAME = "FORECAST_STREAM";
  private static final String INPUT = "input";

  private static final DataType OUTPUT =
      DataTypes.ROW(
              DataTypes.FIELD("origin", DataTypes.DATE()),
              DataTypes.FIELD("target_date", DataTypes.DATE()),
              DataTypes.FIELD("mean", DataTypes.FLOAT()),
              DataTypes.FIELD("lower", DataTypes.FLOAT()),
              DataTypes.FIELD("upper", DataTypes.FLOAT()))
          .bridgedTo(RowData.class);

  private transient @Nullable LoadedModels models;

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    LinkedHashMap<String, StateTypeStrategy> state = new LinkedHashMap<>();
    state.put(
        "history",
        StateTypeStrategy.of(
            // A state must be composite; the one field keeps the planner from taking it to pieces.
            TypeStrategies.explicit(
                DataTypes.ROW(
                        DataTypes.FIELD("history", AccumulatorType.of(HistoryAccumulator.class)))
                    .bridgedTo(Row.class))));
    return TypeInference.newBuilder()
        .staticArguments(
            StaticArgument.table(
                INPUT,
                Row.class,
                false,
                EnumSet.of(StaticArgumentTrait.TABLE, StaticArgumentTrait.SET_SEMANTIC_TABLE)),
            StaticArgument.scalar("horizon", DataTypes.INT(), false),
            StaticArgument.scalar("from_origin", DataTypes.DATE().bridgedTo(Integer.class), true))
        .stateTypeStrategies(state)
        .outputTypeStrategy(ForecastStreamFunction::output)
        .build();
  }

  /** Checks the call on the way. */
  private static Optional<DataType> output(CallContext call) {
    try {
      StreamColumns.check(
          NAME,
          call.getTableSemantics(0)
              .orElseThrow(() -> new ActionableException(NAME + ": argument input is no table"))
              .dataType());
      if (call.isArgumentLiteral(1)) {
        int unused =
            HistoryAccumulator.requireHorizon(
                NAME, call.getArgumentValue(1, Integer.class).orElse(null));
      }
    } catch (ActionableException e) {
      throw new ValidationException(String.valueOf(e.getMessage()));
    }
    return Optional.of(OUTPUT);
  }

  @Override
  public void open(FunctionContext context) {
    models = LoadedModels.of(context);
  }

  /** Takes a day of demand, and forecasts the series from it on unless the day is too early. */
  public void eval(Row state, Row input, Integer horizon, @Nullable Integer fromOrigin) {
    Object known = state.getField(0);
    HistoryAccumulator history =
        known == null ? new HistoryAccumulator() : (HistoryAccumulator) known;
    Integer day = (Integer) InternalData.of(input.getField("day"));
    if (day != null) {
      history.remove(day, null);
      history.options = ForecastOptions.of(options(input));
    }
    history.add(NAME, day, input.getField("units"), horizon, null);
    history.forgetOldDays();
    state.setField(0, history);
    if (day != null && (fromOrigin == null || history.originDay() >= fromOrigin)) {
      give(history);
    }
  }

  private static @Nullable RowData options(Row input) {
    return Objects.requireNonNull(input.getFieldNames(true)).contains("options")
        ? (RowData) InternalData.of(input.getField("options"))
        : null;
  }

  private void give(HistoryAccumulator history) {
    int origin = history.originDay();
    ForecastRows forecast = GroupForecast.of(NAME, history, Objects.requireNonNull(models));
    for (int i = 0; i < forecast.steps(); i++) {
      collect(
          GenericRowData.of(
              origin,
              forecast.firstDay() + i,
              forecast.mean()[i],
              forecast.lower()[i],
              forecast.upper()[i]));
    }
  }

  @Override
  public void close() {
    if (models != null) {
      models.close();
      models = null;
    }
  }
}
