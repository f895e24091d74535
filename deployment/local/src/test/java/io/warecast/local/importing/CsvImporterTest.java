package io.warecast.local.importing;

import static io.warecast.local.importing.ImportFixture.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvImporterTest {

  private static final String HEADER = "warehouse_id,item_id,date,units";

  @TempDir Path folder;
  private ImportFixture files;

  @BeforeEach
  void makeFolder() {
    files = new ImportFixture(folder);
  }

  @Test
  void runsEverySeriesToTheLastDayOfAll() {
    files.with("demand.csv", HEADER, "w,a,2026-01-02,3", "w,a,2026-01-04,1.5", "w,b,2026-01-06,2");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO));

    DemandStretch a = read.demand.get(new SeriesKey("w", "a"));
    assertThat(a.firstDay()).isEqualTo(day("2026-01-02"));
    assertThat(a.units()).containsExactly(3, 0, 1.5f, 0, 0);
    assertThat(read.demand.get(new SeriesKey("w", "b")).units()).containsExactly(2);
  }

  @Test
  void leavesDaysWithoutARowUnknownWhenAskedTo() {
    files.with("demand.csv", HEADER, "w,a,2026-01-04,1", "w,a,2026-01-02,3");

    RecordingSink read = files.read(new CsvImporter(MissingDays.UNKNOWN));

    assertThat(read.demand.get(new SeriesKey("w", "a")).units()).containsExactly(3, Float.NaN, 1);
  }

  @Test
  void takesAnEmptyCellForADayOfUnknownDemand() {
    files.with("demand.csv", HEADER, "w,a,2026-01-02,3", "w,a,2026-01-03,", "w,a,2026-01-05,1");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO));

    assertThat(read.demand.get(new SeriesKey("w", "a")).units())
        .containsExactly(3, Float.NaN, 0, 1);
  }

  @Test
  void daysOutOfStockAreUnknownWhateverWasSold() {
    files
        .with("demand.csv", HEADER, "w,a,2026-01-02,3", "w,a,2026-01-03,1", "w,b,2026-01-06,9")
        .with(
            "availability.csv",
            "warehouse_id,item_id,date,available",
            "w,a,2026-01-03,0",
            "w,a,2026-01-04,false",
            "w,a,2026-01-05,1",
            "w,a,2026-01-09,0",
            "w,a,2026-01-01,0");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO));

    assertThat(read.demand.get(new SeriesKey("w", "a")).units())
        .containsExactly(3, Float.NaN, Float.NaN, 0, 0);
    assertThat(read.demand.get(new SeriesKey("w", "b")).units()).containsExactly(9);
  }

  @Test
  void readsTheWeatherAsItWasForecastAndMeasurementsAsKnownOnTheirDay() {
    files.with("demand.csv", HEADER, "w,a,2026-01-02,3");
    files.with(
        "weather.csv",
        "warehouse_id,date,issued_date,temperature,precipitation",
        "w,2026-01-03,2026-01-01,-2.5,0.4",
        "w,2026-01-02,,1,",
        "w,2026-01-02,2026-01-02,1,0",
        "x,2026-01-02,2026-01-02,1,0",
        "w,2026-01-05,2026-01-04,-300,0",
        "w,2026-01-06,2026-01-04,1,-1",
        "w,2026-01-07,2026-01-04,warm,0");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO), 1);

    assertThat(read.weather)
        .containsExactly(
            new WeatherForecast("w", day("2026-01-03"), day("2026-01-01"), -2.5f, .4f),
            new WeatherForecast("w", day("2026-01-02"), day("2026-01-02"), 1, Float.NaN));
    assertThat(files.rejects())
        .hasSize(5)
        .satisfiesExactly(
            row -> assertThat(row).contains("a forecast of this day and issue already"),
            row -> assertThat(row).contains("'x', expected a warehouse of demand.csv"),
            row -> assertThat(row).contains("'-300', expected a finite number of -273.15 or more"),
            row -> assertThat(row).contains("'-1', expected a finite number of 0.0 or more"),
            row -> assertThat(row).contains("'warm', expected a number"));
  }

  @Test
  void needsNothingButDemand() {
    files.with("demand.csv", HEADER, "w,a,2026-01-02,3");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO));

    assertThat(read.warehouses.values()).containsExactly(new Warehouse("w", "", "UTC"));
    assertThat(read.items.values()).containsExactly(new Item("a", "", ""));
    assertThat(read.offers).isEmpty();
    assertThat(read.events).isEmpty();
  }

  @Test
  void readsWarehousesItemsPricesAndCalendar() {
    files
        .with("warehouses.csv", "warehouse_id,region,time_zone", "w,North,Europe/Oslo")
        .with("items.csv", "item_id,category,department", "a,Fruit,Apples")
        .with("demand.csv", HEADER, "w,a,2026-01-02,3")
        .with(
            "prices.csv",
            "warehouse_id,item_id,from_date,price,promoted",
            "w,a,2026-02-01,,false",
            "w,a,2026-01-10,1.75,1",
            "w,a,2026-01-01,2.50,0")
        .with(
            "calendar.csv",
            "warehouse_id,date,kind,name",
            "*,2026-05-01,holiday,Labour Day",
            "w,2026-05-02,CLOSURE,Stocktaking");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO));

    assertThat(read.warehouses.values())
        .containsExactly(new Warehouse("w", "North", "Europe/Oslo"));
    assertThat(read.items.values()).containsExactly(new Item("a", "Fruit", "Apples"));
    OfferTimeline offers = read.offers.get(new SeriesKey("w", "a"));
    assertThat(offers.price(day("2026-01-09"))).isEqualTo(2.5f);
    assertThat(offers.price(day("2026-01-31"))).isEqualTo(1.75f);
    assertThat(offers.promoted(day("2026-01-10"))).isTrue();
    assertThat(offers.price(day("2026-02-01"))).isNaN();
    assertThat(read.events)
        .containsExactly(
            new CalendarEvent("w", day("2026-05-01"), DayKind.HOLIDAY, "Labour Day"),
            new CalendarEvent("w", day("2026-05-02"), DayKind.CLOSURE, "Stocktaking"));
  }

  @Test
  void readsGzippedFilesQuotedCellsAByteOrderMarkAndColumnsInAnyOrder() {
    files.withGzipped(
        "demand.csv.gz",
        "\uFEFF\"units\",\"date\",item_id,warehouse_id,remark",
        "3,\"2026-01-02\", a ,\"Big, old w\",\"said \"\"yes\"\"\"",
        "",
        "4,2026-01-03,a,\"Big, old w\",");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO));

    assertThat(read.demand.get(new SeriesKey("Big, old w", "a")).units()).containsExactly(3, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "w,a,2026-01-03; has 3 cells where the header has 4",
        "w,a,2026-01-03,1,1; has 5 cells where the header has 4",
        "w,a,2026-01-03,many; units is 'many', expected a number",
        "w,a,2026-01-03,-1; units is '-1', expected a finite number of 0 or more",
        "w,a,2026-01-03,NaN; units is 'NaN', expected a finite number of 0 or more",
        "w,a,2026-01-03,Infinity; expected a finite number of 0 or more",
        "w,a,03.01.2026,1; date is '03.01.2026', expected a date such as 2026-01-31",
        "w,a,2026-02-30,1; date is '2026-02-30', expected a date",
        "w,a,2999-01-01,1; date is '2999-01-01', expected a day that is over",
        "w,a,1950-01-01,1; more than thirty years",
        "x,a,2026-01-03,1; warehouse_id is 'x', expected a warehouse of warehouses.csv",
        "w,b,2026-01-03,1; item_id is 'b', expected an item of items.csv",
        "w,a,2026-01-02,1; has a row for this day already",
        ",a,2026-01-03,1; warehouse_id is empty",
        "w:1,a,2026-01-03,1; is reserved",
        "w,_category:x,2026-01-03,1; expected an item or _total",
        "'w,\"a,2026-01-03,1'; a quoted cell is not closed",
      })
  void refusesAMalformedRowWithFileLineAndReason(String row, String reason) {
    files
        .with("warehouses.csv", "warehouse_id,region,time_zone", "w,North,Europe/Oslo")
        .with("items.csv", "item_id,category,department", "a,Fruit,Apples")
        .with("demand.csv", HEADER, "w,a,2026-01-02,3", row, "w,a,2026-01-04,5");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO), 0.5);

    assertThat(read.demand.get(new SeriesKey("w", "a")).units()).containsExactly(3, 0, 5);
    assertThat(files.rejects())
        .singleElement()
        .asString()
        .startsWith("demand.csv,3,")
        .contains(reason)
        .contains(row.replace("\"", "\"\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "warehouses.csv; warehouse_id,region,time_zone; x,North,Mars/Base; is not an IANA zone",
        "warehouses.csv; warehouse_id,region,time_zone; w,North,UTC; has a row already",
        "items.csv; item_id,category,department; a,Fruit,Apples; has a row already",
        "items.csv; item_id,category,department; b,,Apples; category is empty",
        "prices.csv; warehouse_id,item_id,from_date,price,promoted; w,a,2026-01-01,-2,0; 0 or more",
        "prices.csv; warehouse_id,item_id,from_date,price,promoted; w,a,2026-01-01,2,maybe; 1 or 0",
        "prices.csv; warehouse_id,item_id,from_date,price,promoted; w,b,2026-01-01,2,0; no row in",
        "availability.csv; warehouse_id,item_id,date,available; w,b,2026-01-02,0; no row in",
        "availability.csv; warehouse_id,item_id,date,available; w,a,2026-01-02,; available is empty",
        "availability.csv; warehouse_id,item_id,date,available; w,a,2026-01-02,sold; 1 or 0",
        "calendar.csv; warehouse_id,date,kind,name; x,2026-01-01,EVENT,Fair; a warehouse of",
        "calendar.csv; warehouse_id,date,kind,name; w,2026-01-01,PARTY,Fair; expected one of",
        "calendar.csv; warehouse_id,date,kind,name; w,2026-01-01,EVENT,; name is empty",
      })
  void refusesMalformedRowsOfTheOtherFiles(String file, String header, String row, String reason) {
    files
        .with("warehouses.csv", "warehouse_id,region,time_zone", "w,North,Europe/Oslo")
        .with("items.csv", "item_id,category,department", "a,Fruit,Apples")
        .with("demand.csv", HEADER, "w,a,2026-01-02,3");
    String good = file.equals("warehouses.csv") ? "w,North,UTC" : "a,Fruit,Apples";
    boolean needed = file.equals("warehouses.csv") || file.equals("items.csv");
    files.with(file, needed ? new String[] {header, good, row} : new String[] {header, row});

    files.read(new CsvImporter(MissingDays.ZERO), 1);

    assertThat(files.rejects()).singleElement().asString().startsWith(file + ",").contains(reason);
  }

  @Test
  void stopsWhenTooManyRowsAreRefused() {
    files.with("demand.csv", HEADER, "w,a,2026-01-02,3", "w,a,2026-01-03,x", "w,a,2026-01-04,1");

    assertThatThrownBy(() -> files.read(new CsvImporter(MissingDays.ZERO), 0.3))
        .isInstanceOf(ActionableException.class)
        .hasMessageContainingAll(
            "nothing was changed",
            "1 of 3 rows of demand.csv",
            "33.33 %",
            "demand.csv, line 3: units is 'x'",
            files.rejectFile().toString(),
            "--max-rejects");
    assertThat(files.rejects()).hasSize(1);
  }

  @Test
  void namesAFileThatIsMissingAndWhatItShouldHold() {
    assertThatThrownBy(() -> files.read(new CsvImporter(MissingDays.ZERO)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContainingAll("neither demand.csv nor demand.csv.gz", "warehouse_id", "units");
  }

  @Test
  void namesAColumnThatIsMissing() {
    files.with("demand.csv", "warehouse_id,item_id,day,units", "w,a,2026-01-02,3");

    assertThatThrownBy(() -> files.read(new CsvImporter(MissingDays.ZERO)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContainingAll(
            "demand.csv has no column 'date'", "warehouse_id, item_id, day, units");
  }

  @Test
  void takesTablesWithoutTheirOptionalColumns() {
    files.with("demand.csv", HEADER, "w,a,2026-01-02,3");
    files.with("warehouses.csv", "warehouse_id,time_zone", "w,Europe/Berlin");
    files.with("items.csv", "item_id,category", "a,FOOD");
    files.with("prices.csv", "warehouse_id,item_id,from_date,price", "w,a,2026-01-02,1.5");

    files.read(new CsvImporter(MissingDays.ZERO));

    assertThat(files.rejectFile()).doesNotExist();
  }

  @Test
  void namesAFileThatIsCutOff() throws IOException {
    files.withGzipped("demand.csv.gz", HEADER, "w,a,2026-01-02,3", "w,b,2026-01-02,4");
    Path file = folder.resolve("demand.csv.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));

    assertThatThrownBy(() -> files.read(new CsvImporter(MissingDays.ZERO)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContainingAll("demand.csv.gz", "copy it again");
  }

  @Test
  void takesWarehousesOfWhichOnlyTheTotalIsKnown() {
    files.with("demand.csv", HEADER, "w,_total,2026-01-02,3");

    RecordingSink read = files.read(new CsvImporter(MissingDays.ZERO));

    assertThat(read.demand).containsOnlyKeys(SeriesKey.total("w"));
    assertThat(read.items).isEmpty();
  }

  @Test
  void refusesATotalBesideItsItems() {
    files.with("demand.csv", HEADER, "w,_total,2026-01-02,3", "w,a,2026-01-02,3");

    assertThatThrownBy(() -> files.read(new CsvImporter(MissingDays.ZERO)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("_total for warehouse w");
  }
}
