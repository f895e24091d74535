package io.warecast.udf.forecast;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.jspecify.annotations.Nullable;

/**
 * {@code FORECAST_OPTIONS(warehouse_id => ..., ...)}: what a forecast may know beside the history.
 * Every argument is named and optional.
 */
public final class ForecastOptionsFunction extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .staticArguments(
            text("warehouse_id"),
            text("item_id"),
            text("category"),
            StaticArgument.scalar("origin", DataTypes.DATE().bridgedTo(Integer.class), true),
            StaticArgument.scalar("offers", ForecastOptions.OFFERS, true),
            StaticArgument.scalar("calendar", ForecastOptions.CALENDAR, true),
            StaticArgument.scalar("alignment", ForecastOptions.FLOATS, true),
            StaticArgument.scalar("interval_factors", ForecastOptions.FLOATS, true),
            text("model_name"),
            text("model_version"),
            text("registry"),
            StaticArgument.scalar("weather", ForecastOptions.WEATHER, true))
        .outputTypeStrategy(TypeStrategies.explicit(ForecastOptions.ROW))
        .build();
  }

  private static StaticArgument text(String name) {
    return StaticArgument.scalar(name, DataTypes.STRING().bridgedTo(StringData.class), true);
  }

  /** The options as a row; what is not given is NULL. */
  @SuppressWarnings("TooManyParameters") // SQL gives them by name.
  public RowData eval(
      @Nullable StringData warehouseId,
      @Nullable StringData itemId,
      @Nullable StringData category,
      @Nullable Integer origin,
      @Nullable ArrayData offers,
      @Nullable ArrayData calendar,
      @Nullable ArrayData alignment,
      @Nullable ArrayData intervalFactors,
      @Nullable StringData modelName,
      @Nullable StringData modelVersion,
      @Nullable StringData registry,
      @Nullable ArrayData weather) {
    GenericRowData row = new GenericRowData(ForecastOptions.FIELDS);
    Object[] values = {
      warehouseId,
      itemId,
      category,
      origin,
      offers,
      calendar,
      alignment,
      intervalFactors,
      modelName,
      modelVersion,
      registry,
      weather
    };
    for (int i = 0; i < values.length; i++) {
      row.setField(i, values[i]);
    }
    return row;
  }
}
