package io.warecast.udf.forecast;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.hierarchy.AlignmentRatios;
import io.warecast.domain.series.SeriesKey;
import java.util.Objects;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALIGN_FORECAST(forecast, ratios[, options])}: an item's forecast of {@code FORECAST}
 * multiplied by its group's ratios, damped as the model of the options says.
 */
public final class AlignForecastFunction extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  private transient @Nullable LoadedModels models;

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .staticArguments(
            StaticArgument.scalar("forecast", ForecastRows.TYPE, false),
            StaticArgument.scalar(
                "ratios", DataTypes.ARRAY(DataTypes.FLOAT()).bridgedTo(ArrayData.class), false),
            StaticArgument.scalar("options", ForecastOptions.ROW, true))
        .outputTypeStrategy(TypeStrategies.explicit(ForecastRows.TYPE))
        .build();
  }

  @Override
  public void open(FunctionContext context) {
    models = LoadedModels.of(context);
  }

  /** The aligned forecast; as it was where there are no ratios, NULL where there is no forecast. */
  public @Nullable ArrayData eval(
      @Nullable ArrayData forecast, @Nullable ArrayData ratios, @Nullable RowData options) {
    if (forecast == null || ratios == null || forecast.size() == 0) {
      return forecast;
    }
    ForecastRows rows = ForecastRows.read(forecast);
    ForecastOptions known = ForecastOptions.of(options);
    int originDay = rows.firstDay() - 1;
    Forecast own =
        new Forecast(
            SeriesKey.total("any"),
            originDay,
            0,
            0,
            0,
            0,
            Tier.MODEL,
            Method.XGBOOST,
            "",
            rows.mean(),
            new float[] {0, 1},
            new float[][] {rows.lower(), rows.upper()});
    Forecast aligned =
        new AlignmentRatios(originDay, ForecastOptions.floats(ratios))
            .align(own, Objects.requireNonNull(models).of(known).damping());
    return ForecastRows.of(originDay, aligned.mean(), aligned.quantiles()).toArray();
  }

  @Override
  public void close() {
    if (models != null) {
      models.close();
      models = null;
    }
  }
}
