package io.warecast.pipeline.connector.lake;

import static org.apache.parquet.filter2.predicate.FilterApi.and;
import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.filter2.predicate.FilterApi.intColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.ltEq;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.SeriesOffers;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.covariate.WarehouseWeather;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the lake, as its manifest was when this was opened. Stays readable until the second
 * import after it.
 */
public final class Lake {

  private static final List<String> NEEDED = List.of(DataSets.DEMAND, DataSets.WAREHOUSES);

  private final LakeFolder folder;
  private final LakeManifest manifest;
  private final String snapshot;

  private Lake(LakeFolder folder, LakeManifest manifest, String snapshot) {
    this.folder = folder;
    this.manifest = manifest;
    this.snapshot = snapshot;
  }

  /**
   * Opens a lake on any file system that Flink knows.
   *
   * @throws ActionableException when there is none, or its manifest is damaged or newer than this
   */
  public static Lake at(String uri) {
    LakeFolder folder = LakeFolder.at(uri);
    byte[] json =
        folder
            .manifest()
            .orElseThrow(
                () ->
                    new ActionableException(
                        "no lake at %s: run generate or import".formatted(folder)));
    LakeManifest manifest = folder.parse(json, LakeManifest.class);
    if (manifest.format() != LakeManifest.FORMAT) {
      throw new ActionableException(
          "the lake at %s has format %d, this version reads %d: use the version that wrote it, or import again"
              .formatted(folder, manifest.format(), LakeManifest.FORMAT));
    }
    String hash = HexFormat.of().formatHex(LakeFolder.sha256().digest(json));
    return new Lake(folder, manifest, hash.substring(0, 12));
  }

  /**
   * Checks that what a batch needs is there and that every file is the one that was written.
   *
   * @throws ActionableException naming the first file that is missing or damaged
   */
  public LakeManifest verify() {
    for (String dataSet : NEEDED) {
      if (manifest.files(dataSet).isEmpty()) {
        throw new ActionableException(
            "the lake at %s has no %s: import or generate again".formatted(folder, dataSet));
      }
    }
    manifest.allFiles().forEach(this::verify);
    return manifest;
  }

  /** The orders that the continuous job has counted on top of this snapshot. */
  public StreamOrders streamOrders() {
    return StreamOrders.since(folder.toString(), snapshot);
  }

  /** What the continuous job, on top of this snapshot, has corrected intervals by. */
  public IntervalFactorFiles intervalFactors() {
    return IntervalFactorFiles.since(folder.toString(), snapshot);
  }

  /** First epoch day that has demand. */
  public int firstDay() {
    return (int) LocalDate.parse(manifest.firstDay()).toEpochDay();
  }

  /** Last epoch day that has demand. */
  public int lastDay() {
    return (int) LocalDate.parse(manifest.lastDay()).toEpochDay();
  }

  /** Series that have demand, groups included. */
  public long seriesCount() {
    return manifest.series();
  }

  /** A short hash of the manifest, and so of all files: tells what a run has read. */
  public String snapshot() {
    return snapshot;
  }

  /**
   * The demand of all series up to and including an epoch day. A series may come in several
   * stretches, in any order. Bounded.
   */
  public Source<DemandStretch, ?, ?> demand(int untilDay) {
    return source(
        DataSets.DEMAND, new DemandForm(untilDay), ltEq(intColumn("first_day"), untilDay));
  }

  /** The offers of all series, those of the future included. Bounded. */
  public Source<SeriesOffers, ?, ?> offers() {
    return source(DataSets.OFFERS, new OffersForm(), null);
  }

  /** The order lines, in no order across files. Bounded. */
  public Source<OrderEvent, ?, ?> orders() {
    return source(DataSets.ORDERS, new OrderForm(), null);
  }

  public List<Warehouse> warehouses() {
    return list(DataSets.WAREHOUSES, new WarehouseForm(), null);
  }

  public List<Item> items() {
    return list(DataSets.ITEMS, new ItemForm(), null);
  }

  /** One calendar for each warehouse, empty when it has no special day, with its weather. */
  public List<WarehouseCalendar> calendars() {
    Map<String, List<CalendarEvent>> events =
        calendarEvents().stream().collect(Collectors.groupingBy(CalendarEvent::warehouseId));
    Map<String, List<WeatherForecast>> weather =
        weather().stream().collect(Collectors.groupingBy(WeatherForecast::warehouseId));
    return warehouses().stream()
        .map(
            warehouse ->
                WarehouseCalendar.of(warehouse, events.getOrDefault(warehouse.id(), List.of()))
                    .with(WarehouseWeather.of(weather.getOrDefault(warehouse.id(), List.of()))))
        .toList();
  }

  /** All special days, in the order in which they count. */
  List<CalendarEvent> calendarEvents() {
    return list(DataSets.CALENDAR, new CalendarForm(), null);
  }

  /** The rows of a data set for SQL. Bounded. */
  Source<RowData, ?, ?> rows(String dataSet, ParquetForm<RowData> form) {
    return source(dataSet, form, null);
  }

  public List<WeatherForecast> weather() {
    return list(DataSets.WEATHER, new WeatherForm(), null);
  }

  /**
   * By warehouse, of each of the last days and those to come the newest forecast of the weather
   * that the lake's last day knows: all that a forecast from there looks at.
   */
  Map<String, List<WeatherForecast>> newestWeather() {
    int lastDay = lastDay();
    Map<String, TreeMap<Integer, WeatherForecast>> newest = new HashMap<>();
    for (WeatherForecast forecast : weather()) {
      if (forecast.issuedDay() <= lastDay
          && forecast.day() > lastDay - DemandFeatures.USUAL_WEATHER_DAYS) {
        newest
            .computeIfAbsent(forecast.warehouseId(), id -> new TreeMap<>())
            .merge(
                forecast.day(),
                forecast,
                (one, other) -> one.issuedDay() > other.issuedDay() ? one : other);
      }
    }
    Map<String, List<WeatherForecast>> all = new HashMap<>();
    newest.forEach((id, byDay) -> all.put(id, new ArrayList<>(byDay.values())));
    return all;
  }

  /** The whole demand of one series, found by the statistics of the files; empty when unknown. */
  public Optional<DemandStretch> demand(SeriesKey key) {
    FilterPredicate ofSeries =
        and(
            eq(binaryColumn("warehouse_id"), Binary.fromString(key.warehouseId())),
            eq(binaryColumn("item_id"), Binary.fromString(key.itemId())));
    return list(DataSets.DEMAND, new DemandForm(Integer.MAX_VALUE), ofSeries).stream()
        .reduce(Lake::join);
  }

  /**
   * Both stretches in one; where they overlap the later file holds, what lies between is unknown.
   */
  private static DemandStretch join(DemandStretch earlier, DemandStretch later) {
    int first = Math.min(earlier.firstDay(), later.firstDay());
    int last = Math.max(earlier.lastDay(), later.lastDay());
    float[] units = new float[last - first + 1];
    Arrays.fill(units, Float.NaN);
    for (DemandStretch part : List.of(earlier, later)) {
      System.arraycopy(part.units(), 0, units, part.firstDay() - first, part.units().length);
    }
    return new DemandStretch(earlier.key(), first, units);
  }

  private <T> Source<T, ?, ?> source(
      String dataSet, ParquetForm<T> form, @Nullable FilterPredicate filter) {
    return FileSource.forBulkFileFormat(new LakeFormat<>(form, filter), folder.path(dataSet))
        .setFileEnumerator(new ManifestSplits(folder.root(), manifest.files(dataSet)))
        .build();
  }

  /** Hands on the demand of all series, one after the other: it need not fit into memory. */
  public void forEachDemand(Consumer<DemandStretch> receiver) {
    forEach(DataSets.DEMAND, new DemandForm(Integer.MAX_VALUE), null, receiver);
  }

  private <T> List<T> list(String dataSet, ParquetForm<T> form, @Nullable FilterPredicate filter) {
    List<T> records = new ArrayList<>();
    forEach(dataSet, form, filter, records::add);
    return records;
  }

  private <T> void forEach(
      String dataSet, ParquetForm<T> form, @Nullable FilterPredicate filter, Consumer<T> receiver) {
    for (LakeFile file : manifest.files(dataSet)) {
      try (LakeReader<T> reader =
          LakeReader.open(form, folder.path(file.path()), 0, file.bytes(), filter)) {
        for (T next = reader.next(); next != null; next = reader.next()) {
          receiver.accept(next);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void verify(LakeFile file) {
    String problem;
    try {
      LakeFolder.Scan found = folder.scan(file.path());
      if (found.bytes() != file.bytes()) {
        problem =
            "has %,d bytes where the manifest says %,d".formatted(found.bytes(), file.bytes());
      } else if (!found.sha256().equals(file.sha256())) {
        problem = "is damaged: its SHA-256 is not the one in the manifest";
      } else {
        return;
      }
    } catch (IOException e) {
      throw LakeReader.unreadable(folder.path(file.path()), e);
    }
    throw new ActionableException(
        "lake file %s %s; restore it, or import or generate again"
            .formatted(folder.path(file.path()), problem));
  }
}
