package io.warecast.pipeline.operator;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** The broadcast state: calendars, intraday profiles and models by warehouse. */
final class SharedState {

  private static final String COUNTED_FROM = "day";

  private final BroadcastState<String, WarehouseCalendar> calendars;
  private final BroadcastState<String, IntradayProfile> profiles;
  private final BroadcastState<String, ModelReference> models;
  private final BroadcastState<String, Integer> countedFrom;

  SharedState(OperatorStateStore store) throws Exception {
    calendars = state(store, "calendars", WarehouseCalendar.class);
    profiles = state(store, "profiles", IntradayProfile.class);
    models = state(store, "models", ModelReference.class);
    countedFrom = state(store, "counted-from", Integer.class);
  }

  private static <T> BroadcastState<String, T> state(
      OperatorStateStore store, String name, Class<T> type) throws Exception {
    return store.getBroadcastState(
        new MapStateDescriptor<>(name, TypeInformation.of(String.class), TypeInformation.of(type)));
  }

  /**
   * The epoch day from which on orders are all that is known of a day. The first start decides: a
   * lake that has grown since holds what state holds already.
   *
   * @param wanted of this start
   */
  int countedFrom(int wanted) throws Exception {
    Integer first = countedFrom.get(COUNTED_FROM);
    if (first == null) {
      countedFrom.put(COUNTED_FROM, wanted);
      return wanted;
    }
    return first;
  }

  void put(WarehouseCalendar calendar) throws Exception {
    calendars.put(calendar.warehouse().id(), calendar);
  }

  void put(IntradayProfile profile) throws Exception {
    profiles.put(profile.warehouseId(), profile);
  }

  void put(ModelReference model) throws Exception {
    models.put(model.warehouseId(), model);
  }

  void removeModel(String warehouseId) throws Exception {
    models.remove(warehouseId);
  }

  /** Adds an event to its warehouse's calendar; false when there is no such warehouse. */
  boolean add(CalendarEvent event) throws Exception {
    WarehouseCalendar calendar = calendars.get(event.warehouseId());
    if (calendar == null) {
      return false;
    }
    calendars.put(event.warehouseId(), calendar.with(event));
    return true;
  }

  /**
   * Adds what was forecast of the weather.
   *
   * @param moment epoch millis up to which time has come
   * @return whether that may move a forecast: it is new, of a known warehouse, and of a day to come
   *     or one of those that such a day is compared with
   */
  boolean add(WeatherForecast forecast, long moment) throws Exception {
    WarehouseCalendar calendar = calendars.get(forecast.warehouseId());
    if (calendar == null || calendar.weather().holds(forecast)) {
      return false;
    }
    calendars.put(forecast.warehouseId(), calendar.with(calendar.weather().with(forecast)));
    int today = calendar.warehouse().localDay(moment);
    return forecast.day() > today - DemandFeatures.USUAL_WEATHER_DAYS;
  }

  /**
   * The calendar of a series' warehouse.
   *
   * @throws ActionableException when the warehouse is unknown
   */
  WarehouseCalendar calendar(SeriesKey key) throws Exception {
    WarehouseCalendar calendar = calendars.get(key.warehouseId());
    if (calendar == null) {
      throw new ActionableException(
          "series %s belongs to warehouse %s, which has no entry among the warehouses: import it again"
              .formatted(key, key.warehouseId()));
    }
    return calendar;
  }

  IntradayProfile profile(String warehouseId) throws Exception {
    IntradayProfile learned = profiles.get(warehouseId);
    return learned == null ? IntradayProfile.even(warehouseId) : learned;
  }

  /** The model of one warehouse, or of all others when the id is empty. */
  @Nullable ModelReference model(String warehouseId) throws Exception {
    return models.get(warehouseId);
  }

  List<ModelReference> models() throws Exception {
    List<ModelReference> all = new ArrayList<>();
    for (Map.Entry<String, ModelReference> entry : models.immutableEntries()) {
      all.add(entry.getValue());
    }
    return all;
  }
}
