package io.warecast.pipeline.connector.lake;

import static org.apache.flink.table.api.DataTypes.ARRAY;
import static org.apache.flink.table.api.DataTypes.BOOLEAN;
import static org.apache.flink.table.api.DataTypes.DATE;
import static org.apache.flink.table.api.DataTypes.DOUBLE;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.FLOAT;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP_LTZ;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.SeriesOffers;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/** The data sets of the lake as tables of SQL. What is unknown, {@code NaN} there, is NULL here. */
@SuppressWarnings("ImmutableEnumChecker") // Flink's DataType is immutable, and does not say so.
enum LakeTable {
  DEMAND(
      FIELD("warehouse_id", STRING()),
      FIELD("item_id", STRING()),
      FIELD("first_day", DATE()),
      FIELD("units", ARRAY(FLOAT()))),
  OFFERS(
      FIELD("warehouse_id", STRING()),
      FIELD("item_id", STRING()),
      FIELD(
          "offers",
          ARRAY(
              ROW(
                  FIELD("from_day", DATE()),
                  FIELD("price", FLOAT()),
                  FIELD("promoted", BOOLEAN()))))),
  CALENDAR(
      FIELD("warehouse_id", STRING()),
      FIELD("day", DATE()),
      FIELD("kind", STRING()),
      FIELD("name", STRING())),
  WAREHOUSES(
      FIELD("warehouse_id", STRING()),
      FIELD("region", STRING()),
      FIELD("time_zone", STRING()),
      FIELD(
          "calendar",
          ARRAY(ROW(FIELD("day", DATE()), FIELD("kind", STRING()), FIELD("name", STRING())))),
      FIELD(
          "weather",
          ARRAY(
              ROW(
                  FIELD("day", DATE()),
                  FIELD("issued_day", DATE()),
                  FIELD("temperature", FLOAT()),
                  FIELD("precipitation", FLOAT()))))),
  ITEMS(FIELD("item_id", STRING()), FIELD("category", STRING()), FIELD("department", STRING())),
  WEATHER(
      FIELD("warehouse_id", STRING()),
      FIELD("day", DATE()),
      FIELD("issued_day", DATE()),
      FIELD("temperature", FLOAT()),
      FIELD("precipitation", FLOAT())),
  ORDERS(
      FIELD("event_id", STRING()),
      FIELD("warehouse_id", STRING()),
      FIELD("item_id", STRING()),
      FIELD("quantity", DOUBLE()),
      FIELD("ordered_at", TIMESTAMP_LTZ(3)));

  private final DataType type;

  LakeTable(DataTypes.Field... columns) {
    this.type = ROW(columns);
  }

  /** The columns, all of them nullable. */
  DataType type() {
    return type;
  }

  /** The name that DDL uses. */
  String dataSet() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rows of the snapshot. Bounded. */
  Source<RowData, ?, ?> rows(Lake lake) {
    return switch (this) {
      case DEMAND ->
          lake.rows(
              DataSets.DEMAND, new RowForm<>(new DemandForm(Integer.MAX_VALUE), LakeTable::demand));
      case OFFERS -> lake.rows(DataSets.OFFERS, new RowForm<>(new OffersForm(), LakeTable::offers));
      case CALENDAR ->
          lake.rows(DataSets.CALENDAR, new RowForm<>(new CalendarForm(), LakeTable::event));
      case WAREHOUSES -> lake.rows(DataSets.WAREHOUSES, warehouses(lake));
      case ITEMS -> lake.rows(DataSets.ITEMS, new RowForm<>(new ItemForm(), LakeTable::item));
      case WEATHER ->
          lake.rows(DataSets.WEATHER, new RowForm<>(new WeatherForm(), LakeTable::weather));
      case ORDERS -> lake.rows(DataSets.ORDERS, new RowForm<>(new OrderForm(), LakeTable::order));
    };
  }

  private static RowForm<Warehouse> warehouses(Lake lake) {
    HashMap<String, ArrayList<CalendarEvent>> events = new HashMap<>();
    for (CalendarEvent event : lake.calendarEvents()) {
      events.computeIfAbsent(event.warehouseId(), id -> new ArrayList<>()).add(event);
    }
    HashMap<String, List<WeatherForecast>> weather = new HashMap<>(lake.newestWeather());
    return new RowForm<>(
        new WarehouseForm(),
        warehouse ->
            warehouse(
                warehouse,
                events.getOrDefault(warehouse.id(), new ArrayList<>()),
                weather.getOrDefault(warehouse.id(), new ArrayList<>())));
  }

  private static RowData warehouse(
      Warehouse warehouse, List<CalendarEvent> events, List<WeatherForecast> forecasts) {
    Object[] calendar =
        events.stream()
            .map(
                event ->
                    GenericRowData.of(event.day(), text(event.kind().name()), text(event.name())))
            .toArray();
    Object[] weather =
        forecasts.stream()
            .map(
                forecast ->
                    GenericRowData.of(
                        forecast.day(),
                        forecast.issuedDay(),
                        real(forecast.temperature()),
                        real(forecast.precipitation())))
            .toArray();
    return GenericRowData.of(
        text(warehouse.id()),
        text(warehouse.region()),
        text(warehouse.timeZone()),
        new GenericArrayData(calendar),
        new GenericArrayData(weather));
  }

  private static RowData demand(DemandStretch stretch) {
    Object[] units = new Object[stretch.units().length];
    for (int i = 0; i < units.length; i++) {
      units[i] = real(stretch.units()[i]);
    }
    return GenericRowData.of(
        text(stretch.key().warehouseId()),
        text(stretch.key().itemId()),
        stretch.firstDay(),
        new GenericArrayData(units));
  }

  private static RowData offers(SeriesOffers series) {
    Object[] offers = new Object[series.offers().fromDays().length];
    for (int i = 0; i < offers.length; i++) {
      offers[i] =
          GenericRowData.of(
              series.offers().fromDays()[i],
              real(series.offers().prices()[i]),
              series.offers().promoted()[i]);
    }
    return GenericRowData.of(
        text(series.key().warehouseId()),
        text(series.key().itemId()),
        new GenericArrayData(offers));
  }

  private static RowData event(CalendarEvent event) {
    return GenericRowData.of(
        text(event.warehouseId()), event.day(), text(event.kind().name()), text(event.name()));
  }

  /** A blank category or department is none. */
  private static RowData item(Item item) {
    return GenericRowData.of(
        text(item.id()),
        item.category().isEmpty() ? null : text(item.category()),
        item.department().isEmpty() ? null : text(item.department()));
  }

  private static RowData weather(WeatherForecast weather) {
    return GenericRowData.of(
        text(weather.warehouseId()),
        weather.day(),
        weather.issuedDay(),
        real(weather.temperature()),
        real(weather.precipitation()));
  }

  private static RowData order(OrderEvent order) {
    return GenericRowData.of(
        text(order.eventId()),
        text(order.warehouseId()),
        text(order.itemId()),
        order.quantity(),
        TimestampData.fromEpochMillis(order.orderedAt()));
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static @Nullable Float real(float value) {
    return Float.isNaN(value) ? null : (Float) value;
  }
}
