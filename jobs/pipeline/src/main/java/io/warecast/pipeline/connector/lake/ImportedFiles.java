package io.warecast.pipeline.connector.lake;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.SeriesOffers;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.Warehouse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.core.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of an import: written beside those that count, and made to count by one manifest.
 *
 * <p>Files of the replaced manifest stay until the commit after this one, for whoever still reads
 * them.
 */
final class ImportedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ImportedFiles.class);

  final SeriesWriter<DemandStretch> demand;
  final SeriesWriter<SeriesOffers> offers;
  final PartWriter<CalendarEvent> events;
  final PartWriter<Warehouse> warehouses;
  final PartWriter<Item> items;
  final PartWriter<WeatherForecast> weather;
  final PartWriter<OrderEvent> orders;

  private final LakeFolder lake;
  private final String importId = UUID.randomUUID().toString().substring(0, 8);
  private final Optional<byte[]> replaced;
  private boolean committed;

  private ImportedFiles(LakeFolder lake) {
    this.lake = lake;
    this.replaced = lake.manifest();
    demand =
        new SeriesWriter<>(
            parts(DataSets.DEMAND, new DemandForm(Integer.MAX_VALUE)), DemandStretch::key);
    offers = new SeriesWriter<>(parts(DataSets.OFFERS, new OffersForm()), SeriesOffers::key);
    events = parts(DataSets.CALENDAR, new CalendarForm());
    warehouses = parts(DataSets.WAREHOUSES, new WarehouseForm());
    items = parts(DataSets.ITEMS, new ItemForm());
    weather = parts(DataSets.WEATHER, new WeatherForm());
    orders = parts(DataSets.ORDERS, new OrderForm());
  }

  static ImportedFiles in(LakeFolder lake) {
    return new ImportedFiles(lake);
  }

  Map<String, List<LakeFile>> commit(int firstDay, int lastDay, long series) {
    Map<String, List<LakeFile>> written = new LinkedHashMap<>();
    written.put(DataSets.DEMAND, demand.finish());
    written.put(DataSets.OFFERS, offers.finish());
    written.put(DataSets.CALENDAR, events.finish());
    written.put(DataSets.WAREHOUSES, warehouses.finish());
    written.put(DataSets.ITEMS, items.finish());
    written.put(DataSets.WEATHER, weather.finish());
    written.put(DataSets.ORDERS, orders.finish());
    LakeManifest manifest =
        new LakeManifest(
            LakeManifest.FORMAT,
            Instant.now().toString(),
            LocalDate.ofEpochDay(firstDay).toString(),
            LocalDate.ofEpochDay(lastDay).toString(),
            series,
            written);
    requireUnchangedLake();
    lake.replaceManifest(manifest);
    committed = true;
    removeUnreferenced(manifest);
    return written;
  }

  /** Deletes what was written, unless it was committed. */
  void close() {
    if (committed) {
      return;
    }
    try {
      demand.discard();
      offers.discard();
      events.discard();
      warehouses.discard();
      items.discard();
      weather.discard();
      orders.discard();
    } catch (IOException e) {
      LOG.warn("Files of an unfinished import stay in {} until the next import", lake, e);
    }
  }

  private <T> PartWriter<T> parts(String dataSet, ParquetForm<T> form) {
    return new PartWriter<>(lake, dataSet, importId, form);
  }

  /** Two imports at a time would delete each other's files. */
  private void requireUnchangedLake() {
    if (!lake.manifest().map(ByteBuffer::wrap).equals(replaced.map(ByteBuffer::wrap))) {
      throw new ActionableException(
          "another import into %s finished while this one ran; run this one again if it is wanted"
              .formatted(lake));
    }
  }

  private void removeUnreferenced(LakeManifest current) {
    try {
      Set<String> wanted = new HashSet<>();
      current.allFiles().forEach(file -> wanted.add(file.path()));
      if (replaced.isPresent()) {
        lake.parse(replaced.get(), LakeManifest.class)
            .allFiles()
            .forEach(file -> wanted.add(file.path()));
      }
      for (String dataSet : DataSets.ALL) {
        for (FileStatus file : lake.list(dataSet)) {
          String path = dataSet + "/" + file.getPath().getName();
          if (!file.isDir() && !wanted.contains(path)) {
            lake.delete(path);
          }
        }
      }
    } catch (IOException | ActionableException e) {
      LOG.warn("Could not remove old files from {}; the next import tries again", lake, e);
    }
  }

  @Override
  public String toString() {
    return lake.toString();
  }
}
