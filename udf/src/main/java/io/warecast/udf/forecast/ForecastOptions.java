package io.warecast.udf.forecast;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.covariate.WarehouseWeather;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * What a forecast may know beside the history of its series: what {@code FORECAST_OPTIONS} gives,
 * as accumulators keep it. A POJO, because Flink serializes it.
 */
@SuppressWarnings("NullAway.Init") // Flink makes it and sets the fields.
public final class ForecastOptions {

  static final int NO_DAY = Integer.MIN_VALUE;

  /** Stands for a warehouse or an item whose id nobody gave. */
  private static final String UNKNOWN = "unknown";

  static final String MODEL_NAME = "demand";

  static final DataType OFFERS =
      DataTypes.ARRAY(
              DataTypes.ROW(
                  DataTypes.FIELD("from_day", DataTypes.DATE()),
                  DataTypes.FIELD("price", DataTypes.FLOAT()),
                  DataTypes.FIELD("promoted", DataTypes.BOOLEAN())))
          .bridgedTo(ArrayData.class);

  static final DataType CALENDAR =
      DataTypes.ARRAY(
              DataTypes.ROW(
                  DataTypes.FIELD("day", DataTypes.DATE()),
                  DataTypes.FIELD("kind", DataTypes.STRING()),
                  DataTypes.FIELD("name", DataTypes.STRING())))
          .bridgedTo(ArrayData.class);

  static final DataType WEATHER =
      DataTypes.ARRAY(
              DataTypes.ROW(
                  DataTypes.FIELD("day", DataTypes.DATE()),
                  DataTypes.FIELD("issued_day", DataTypes.DATE()),
                  DataTypes.FIELD("temperature", DataTypes.FLOAT()),
                  DataTypes.FIELD("precipitation", DataTypes.FLOAT())))
          .bridgedTo(ArrayData.class);

  static final DataType FLOATS = DataTypes.ARRAY(DataTypes.FLOAT()).bridgedTo(ArrayData.class);

  /** The row that {@code FORECAST_OPTIONS} makes and that other functions take. */
  static final DataType ROW =
      DataTypes.ROW(
              DataTypes.FIELD("warehouse_id", DataTypes.STRING()),
              DataTypes.FIELD("item_id", DataTypes.STRING()),
              DataTypes.FIELD("category", DataTypes.STRING()),
              DataTypes.FIELD("origin", DataTypes.DATE()),
              DataTypes.FIELD("offers", OFFERS),
              DataTypes.FIELD("calendar", CALENDAR),
              DataTypes.FIELD("alignment", FLOATS),
              DataTypes.FIELD("interval_factors", FLOATS),
              DataTypes.FIELD("model_name", DataTypes.STRING()),
              DataTypes.FIELD("model_version", DataTypes.STRING()),
              DataTypes.FIELD("registry", DataTypes.STRING()),
              DataTypes.FIELD("weather", WEATHER))
          .bridgedTo(RowData.class);

  static final int FIELDS = 12;

  public String warehouseId = UNKNOWN;
  public String itemId = UNKNOWN;
  public String category = "";
  public int originDay = NO_DAY;
  public int[] offerDays = {};
  public float[] offerPrices = {};
  public boolean[] offerPromoted = {};
  public int[] eventDays = {};
  public String[] eventKinds = {};
  public String[] eventNames = {};
  public int[] weatherDays = {};
  public int[] weatherIssuedDays = {};
  public float[] temperatures = {};
  public float[] precipitations = {};
  public float[] alignment = {};
  public float[] intervalFactors = {};
  public String modelName = MODEL_NAME;
  public String modelVersion = ModelAliases.LATEST;
  public String registry = "";

  /** Nothing but the history is known. */
  static ForecastOptions none() {
    return new ForecastOptions();
  }

  /** The options of a row, or none for NULL. */
  static ForecastOptions of(@Nullable RowData row) {
    ForecastOptions options = none();
    if (row == null) {
      return options;
    }
    options.warehouseId = text(row, 0, UNKNOWN);
    options.itemId = text(row, 1, UNKNOWN);
    options.category = text(row, 2, "");
    options.originDay = row.isNullAt(3) ? NO_DAY : row.getInt(3);
    if (!row.isNullAt(4)) {
      options.readOffers(row.getArray(4));
    }
    if (!row.isNullAt(5)) {
      options.readCalendar(row.getArray(5));
    }
    options.alignment = floats(row, 6);
    options.intervalFactors = floats(row, 7);
    options.modelName = text(row, 8, MODEL_NAME);
    options.modelVersion = text(row, 9, ModelAliases.LATEST);
    options.registry = text(row, 10, "");
    if (!row.isNullAt(11)) {
      options.readWeather(row.getArray(11));
    }
    return options;
  }

  SeriesKey key() {
    try {
      return new SeriesKey(warehouseId, itemId);
    } catch (IllegalArgumentException e) {
      throw new ActionableException("FORECAST_OPTIONS: " + e.getMessage(), e);
    }
  }

  OfferTimeline offers() {
    return new OfferTimeline(offerDays, offerPrices, offerPromoted);
  }

  WarehouseCalendar calendar() {
    // Features are about local days, so the zone matters to nothing here.
    Warehouse warehouse = new Warehouse(warehouseId, "", "UTC");
    List<CalendarEvent> events = new ArrayList<>();
    for (int i = 0; i < eventDays.length; i++) {
      events.add(new CalendarEvent(warehouseId, eventDays[i], kind(eventKinds[i]), eventNames[i]));
    }
    return WarehouseCalendar.of(warehouse, events).with(weather());
  }

  private WarehouseWeather weather() {
    List<WeatherForecast> forecasts = new ArrayList<>();
    for (int i = 0; i < weatherDays.length; i++) {
      forecasts.add(
          new WeatherForecast(
              warehouseId,
              weatherDays[i],
              weatherIssuedDays[i],
              temperatures[i],
              precipitations[i]));
    }
    return WarehouseWeather.of(forecasts);
  }

  void readOffers(ArrayData rows) {
    int size = rows.size();
    offerDays = new int[size];
    offerPrices = new float[size];
    offerPromoted = new boolean[size];
    for (int i = 0; i < size; i++) {
      RowData offer = element("offers", rows, i, 3);
      offerDays[i] = day("offers", offer, i);
      offerPrices[i] = offer.isNullAt(1) ? Float.NaN : offer.getFloat(1);
      offerPromoted[i] = !offer.isNullAt(2) && offer.getBoolean(2);
      if (i > 0 && offerDays[i] <= offerDays[i - 1]) {
        throw new ActionableException(
            "FORECAST_OPTIONS: argument offers: from_day must ascend, entry %d does not"
                .formatted(i + 1));
      }
    }
  }

  private void readCalendar(ArrayData rows) {
    int size = rows.size();
    eventDays = new int[size];
    eventKinds = new String[size];
    eventNames = new String[size];
    for (int i = 0; i < size; i++) {
      RowData event = element("calendar", rows, i, 3);
      eventDays[i] = day("calendar", event, i);
      eventKinds[i] = text(event, 1, "");
      eventNames[i] = text(event, 2, "");
    }
  }

  private void readWeather(ArrayData rows) {
    int size = rows.size();
    weatherDays = new int[size];
    weatherIssuedDays = new int[size];
    temperatures = new float[size];
    precipitations = new float[size];
    for (int i = 0; i < size; i++) {
      RowData forecast = element("weather", rows, i, 4);
      weatherDays[i] = day("weather", forecast, i);
      if (forecast.isNullAt(1)) {
        throw new ActionableException(
            "FORECAST_OPTIONS: argument weather: the issued_day of entry %d is NULL"
                .formatted(i + 1));
      }
      weatherIssuedDays[i] = forecast.getInt(1);
      temperatures[i] = forecast.isNullAt(2) ? Float.NaN : forecast.getFloat(2);
      precipitations[i] = forecast.isNullAt(3) ? Float.NaN : forecast.getFloat(3);
    }
  }

  private static RowData element(String argument, ArrayData rows, int i, int fields) {
    if (rows.isNullAt(i)) {
      throw new ActionableException(
          "FORECAST_OPTIONS: argument %s: entry %d is NULL".formatted(argument, i + 1));
    }
    return rows.getRow(i, fields);
  }

  private static int day(String argument, RowData row, int i) {
    if (row.isNullAt(0)) {
      throw new ActionableException(
          "FORECAST_OPTIONS: argument %s: the day of entry %d is NULL".formatted(argument, i + 1));
    }
    return row.getInt(0);
  }

  private static DayKind kind(String name) {
    try {
      return DayKind.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new ActionableException(
          "FORECAST_OPTIONS: argument calendar: kind '%s' is none of %s"
              .formatted(name, Arrays.toString(DayKind.values())),
          e);
    }
  }

  private static String text(RowData row, int field, String otherwise) {
    return row.isNullAt(field) ? otherwise : row.getString(field).toString();
  }

  private static float[] floats(RowData row, int field) {
    return row.isNullAt(field) ? new float[0] : floats(row.getArray(field));
  }

  /** The elements, {@code NaN} for NULL. */
  static float[] floats(ArrayData array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.isNullAt(i) ? Float.NaN : array.getFloat(i);
    }
    return values;
  }
}
