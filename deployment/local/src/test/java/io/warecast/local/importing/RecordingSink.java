package io.warecast.local.importing;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what an importer hands over, and sees that a warehouse comes before its series. */
final class RecordingSink implements DataSetSink {

  final Map<String, Warehouse> warehouses = new HashMap<>();
  final Map<String, Item> items = new HashMap<>();
  final List<CalendarEvent> events = new ArrayList<>();
  final List<WeatherForecast> weather = new ArrayList<>();
  final Map<SeriesKey, DemandStretch> demand = new HashMap<>();
  final Map<SeriesKey, OfferTimeline> offers = new HashMap<>();

  /** Reads {@code folder}; refused rows go to {@code rejectFile}. */
  static RecordingSink read(Importer importer, Path folder, Path rejectFile, double maxRejects)
      throws ActionableException {
    RecordingSink sink = new RecordingSink();
    try (Rejects rejects = new Rejects(rejectFile, maxRejects)) {
      importer.read(new CsvFolder(folder, rejects, ImportProgress.SILENT), sink);
    }
    return sink;
  }

  @Override
  public void warehouse(Warehouse warehouse) {
    if (warehouses.put(warehouse.id(), warehouse) != null) {
      throw new AssertionError("handed over twice: " + warehouse);
    }
  }

  @Override
  public void item(Item item) {
    if (items.put(item.id(), item) != null) {
      throw new AssertionError("handed over twice: " + item);
    }
  }

  @Override
  public void event(CalendarEvent event) {
    events.add(event);
  }

  @Override
  public void weather(WeatherForecast forecast) {
    weather.add(forecast);
  }

  @Override
  public void demand(DemandStretch stretch) {
    SeriesKey key = stretch.key();
    boolean itemKnown = key.isGroup() || items.containsKey(key.itemId());
    if (!warehouses.containsKey(key.warehouseId()) || !itemKnown) {
      throw new AssertionError("warehouse or item not handed over before " + key);
    }
    if (demand.put(key, stretch) != null) {
      throw new AssertionError("handed over twice: " + key);
    }
  }

  @Override
  public void offers(SeriesKey key, OfferTimeline timeline) {
    if (!demand.containsKey(key) || offers.put(key, timeline) != null) {
      throw new AssertionError("not sold, or handed over twice: " + key);
    }
  }
}
