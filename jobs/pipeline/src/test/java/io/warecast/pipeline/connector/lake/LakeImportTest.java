package io.warecast.pipeline.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeImportTest {

  private static final Warehouse BERLIN = new Warehouse("BER", "DE", "Europe/Berlin");
  private static final Warehouse PRAGUE = new Warehouse("PRG", "CZ", "Europe/Prague");
  private static final float NAN = Float.NaN;

  @TempDir Path folder;

  @Test
  void givesBackWarehousesItemsCalendarsAndWeather() {
    CalendarEvent easter = new CalendarEvent("BER", 17_000, DayKind.HOLIDAY, "Easter");
    WeatherForecast rain = new WeatherForecast("PRG", 17_001, 17_000, 3.5f, NAN);
    try (LakeImport lake = begin()) {
      lake.event(easter);
      lake.weather(rain);
      lake.demand(stretch("BER", "milk", 16_990, 1, 2));
      lake.commit();
    }
    Lake lake = Lake.at(uri());
    assertThat(lake.warehouses()).containsExactly(BERLIN, PRAGUE);
    assertThat(lake.items()).extracting(Item::id).containsExactly("milk", "bread", "bag");
    assertThat(lake.weather()).containsExactly(rain);
    assertThat(lake.calendars()).hasSize(2);
    assertThat(lake.calendars().get(0).name(17_000)).isEqualTo("Easter");
    assertThat(lake.calendars().get(0).is(DayKind.HOLIDAY, 17_000)).isTrue();
    assertThat(lake.calendars().get(1).warehouse()).isEqualTo(PRAGUE);
  }

  @Test
  void addsUpCategoriesAndTheTotalAndLeavesUnknownItemsOut() {
    try (LakeImport lake = begin()) {
      lake.demand(stretch("BER", "milk", 10, 1, NAN, NAN, 4));
      lake.demand(stretch("BER", "bread", 11, 10, NAN, 30, 40));
      lake.demand(stretch("BER", "bag", 9, 100));
      lake.demand(stretch("PRG", "milk", 12, 7));
      LakeSummary summary = lake.commit();
      assertThat(summary.series()).isEqualTo(4);
      assertThat(summary.groups()).isEqualTo(4);
      assertThat(summary.firstDay()).isEqualTo(9);
      assertThat(summary.lastDay()).isEqualTo(14);
    }
    Lake lake = Lake.at(uri());
    assertThat(lake.seriesCount()).isEqualTo(8);
    assertThat(lake.lastDay()).isEqualTo(14);
    assertStretch(lake, SeriesKey.total("BER"), 9, 100, 1, 10, NAN, 34, 40);
    assertStretch(lake, SeriesKey.category("BER", "food"), 9, NAN, 1, 10, NAN, 34, 40);
    assertStretch(lake, SeriesKey.total("PRG"), 12, 7);
    assertThat(lake.demand(SeriesKey.category("BER", ""))).isEmpty();
  }

  @Test
  void addsNothingUpWhereTheSourceKnowsTheTotal() {
    try (LakeImport lake = begin()) {
      lake.demand(stretch("BER", SeriesKey.TOTAL, 10, 5, 6));
      assertThat(lake.commit().groups()).isZero();
    }
    assertStretch(Lake.at(uri()), SeriesKey.total("BER"), 10, 5, 6);
  }

  @Test
  void showsNothingBeforeTheCommit() {
    importMilk(1);
    String before = Lake.at(uri()).snapshot();
    try (LakeImport lake = begin()) {
      lake.demand(stretch("BER", "milk", 10, 2));
      assertThat(Lake.at(uri()).snapshot()).isEqualTo(before);
    }
    assertThat(Lake.at(uri()).snapshot()).isEqualTo(before);
    assertStretch(Lake.at(uri()), new SeriesKey("BER", "milk"), 10, 1);
    Lake.at(uri()).verify();
  }

  @Test
  void leavesNoFilesBehindWhenClosedWithoutACommit() throws IOException {
    importMilk(1);
    List<Path> before = files();
    try (LakeImport lake = begin()) {
      lake.order(new OrderEvent("1", "BER", "milk", 1, 5));
      lake.demand(stretch("BER", "milk", 10, 2));
    }
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void keepsTheReplacedSnapshotReadableUntilTheNextCommit() {
    importMilk(1);
    Lake first = Lake.at(uri());
    importMilk(2);
    first.verify();
    assertStretch(first, new SeriesKey("BER", "milk"), 10, 1);
    importMilk(3);
    assertThatThrownBy(first::verify)
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("is missing");
    assertStretch(Lake.at(uri()), new SeriesKey("BER", "milk"), 10, 3);
  }

  @Test
  void removesWhatACrashedImportLeft() throws IOException {
    importMilk(1);
    Path left = Files.writeString(folder.resolve("lake/demand/part-crashed-0000.parquet"), "x");
    importMilk(2);
    assertThat(left).doesNotExist();
  }

  @Test
  void refusesToCommitOverAnotherImport() {
    try (LakeImport lake = begin()) {
      lake.demand(stretch("BER", "milk", 10, 2));
      importMilk(1);
      assertThatThrownBy(lake::commit)
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("another import");
    }
    assertStretch(Lake.at(uri()), new SeriesKey("BER", "milk"), 10, 1);
  }

  @Test
  void refusesUnknownWarehousesAndItemsAndRepeatedSeries() {
    try (LakeImport lake = begin()) {
      lake.demand(stretch("BER", "milk", 10, 2));
      assertThatThrownBy(() -> lake.demand(stretch("BER", "milk", 11, 2)))
          .hasMessageContaining("BER|milk appears twice");
      assertThatThrownBy(() -> lake.demand(stretch("BRN", "milk", 11, 2)))
          .hasMessageContaining("warehouse BRN");
      assertThatThrownBy(() -> lake.demand(stretch("BER", "beer", 11, 2)))
          .hasMessageContaining("BER|beer");
      assertThatThrownBy(() -> lake.warehouse(BERLIN)).hasMessageContaining("BER appears twice");
      assertThatThrownBy(() -> lake.offers(new SeriesKey("BRN", "milk"), OfferTimeline.NONE))
          .hasMessageContaining("warehouse BRN");
    }
  }

  @Test
  void refusesAnImportWithoutDemand() {
    try (LakeImport lake = begin()) {
      assertThatThrownBy(lake::commit)
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("no series");
    }
    assertThatThrownBy(() -> Lake.at(uri()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("no lake at")
        .hasMessageContaining("generate or import");
  }

  @Test
  void saysThatAFolderCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("file"), "not a folder");
    try (LakeImport lake = LakeImport.into(folder.resolve("file/lake").toUri().toString())) {
      assertThatThrownBy(() -> lake.warehouse(BERLIN))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("cannot write")
          .hasMessageContaining("file/lake");
    }
  }

  @Test
  void namesTheFileThatIsDamagedOrMissing() throws IOException {
    importMilk(1);
    Path part = demandFile();
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(part, bytes);
    Lake lake = Lake.at(uri());
    assertThatThrownBy(lake::verify)
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(part.getFileName().toString())
        .hasMessageContaining("SHA-256");
    Files.write(part, List.of("short"));
    assertThatThrownBy(lake::verify).hasMessageContaining("6 bytes");
    assertThatThrownBy(() -> lake.demand(new SeriesKey("BER", "milk")))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(part.getFileName().toString())
        .hasMessageContaining("restore it");
    Files.delete(part);
    assertThatThrownBy(lake::verify)
        .hasMessageContaining(part.getFileName().toString())
        .hasMessageContaining("is missing");
  }

  @Test
  void saysThatTheManifestIsDamagedOrNewer() throws IOException {
    importMilk(1);
    Path manifest = folder.resolve("lake/manifest.json");
    String json = Files.readString(manifest);
    Files.writeString(manifest, json.replace("\"format\" : 1", "\"format\" : 9"));
    assertThatThrownBy(() -> Lake.at(uri())).hasMessageContaining("format 9");
    Files.writeString(manifest, json.substring(0, 40));
    assertThatThrownBy(() -> Lake.at(uri()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("manifest.json is damaged");
  }

  private LakeImport begin() {
    LakeImport lake = LakeImport.into(uri());
    lake.warehouse(BERLIN);
    lake.warehouse(PRAGUE);
    lake.item(new Item("milk", "food", "dairy"));
    lake.item(new Item("bread", "food", "bakery"));
    lake.item(new Item("bag", "", ""));
    return lake;
  }

  private void importMilk(float units) {
    try (LakeImport lake = begin()) {
      lake.demand(stretch("BER", "milk", 10, units));
      lake.commit();
    }
  }

  private static DemandStretch stretch(String warehouse, String item, int day, float... units) {
    return new DemandStretch(new SeriesKey(warehouse, item), day, units);
  }

  private static void assertStretch(Lake lake, SeriesKey key, int firstDay, float... units) {
    DemandStretch found = lake.demand(key).orElseThrow();
    assertThat(found.key()).isEqualTo(key);
    assertThat(found.firstDay()).isEqualTo(firstDay);
    assertThat(found.units()).containsExactly(units);
  }

  private Path demandFile() throws IOException {
    for (Path file : files()) {
      if (file.getParent().endsWith("demand") && file.toString().endsWith("0000.parquet")) {
        return file;
      }
    }
    throw new AssertionError("no demand file");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private String uri() {
    return folder.resolve("lake").toUri().toString();
  }
}
