package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.OfferTimeline;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.jspecify.annotations.Nullable;

/**
 * {@code SUPPOSE_OFFERS(offers, first_day, last_day[, price][, promoted])}: the offers of an item
 * with a price, a promotion or both supposed for some days, for a what-if.
 */
public final class SupposeOffersFunction extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .staticArguments(
            StaticArgument.scalar("offers", ForecastOptions.OFFERS, false),
            StaticArgument.scalar("first_day", DataTypes.DATE().bridgedTo(Integer.class), false),
            StaticArgument.scalar("last_day", DataTypes.DATE().bridgedTo(Integer.class), false),
            StaticArgument.scalar("price", DataTypes.DOUBLE(), true),
            StaticArgument.scalar("promoted", DataTypes.BOOLEAN(), true))
        .outputTypeStrategy(TypeStrategies.explicit(ForecastOptions.OFFERS))
        .build();
  }

  /** The offers with what is supposed; NULL offers are none yet. */
  public ArrayData eval(
      @Nullable ArrayData offers,
      @Nullable Integer firstDay,
      @Nullable Integer lastDay,
      @Nullable Double price,
      @Nullable Boolean promoted) {
    if (firstDay == null || lastDay == null || lastDay < firstDay) {
      throw new ActionableException(
          "SUPPOSE_OFFERS: arguments first_day and last_day are the days that it holds for, in this order, and not NULL");
    }
    if (price != null && !(price >= 0)) {
      throw new ActionableException(
          "SUPPOSE_OFFERS: argument price is %s, it takes 0 or more".formatted(price));
    }
    ForecastOptions known = ForecastOptions.none();
    if (offers != null) {
      known.readOffers(offers);
    }
    OfferTimeline supposed =
        known
            .offers()
            .supposing(firstDay, lastDay, price == null ? null : price.floatValue(), promoted);
    Object[] rows = new Object[supposed.fromDays().length];
    for (int i = 0; i < rows.length; i++) {
      float each = supposed.prices()[i];
      rows[i] =
          GenericRowData.of(
              supposed.fromDays()[i],
              Float.isNaN(each) ? null : (Object) each,
              supposed.promoted()[i]);
    }
    return new GenericArrayData(rows);
  }
}
