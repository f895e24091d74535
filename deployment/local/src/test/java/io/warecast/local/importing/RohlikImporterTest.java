package io.warecast.local.importing;

import static io.warecast.local.importing.ImportFixture.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RohlikImporterTest {

  private static final String CALENDAR =
      "date,holiday_name,holiday,shutdown,shops_closed,winter_school_holidays,school_holidays,"
          + "blackout,warehouse";
  private static final String FUTURE =
      "date,holiday_name,holiday,shops_closed,winter_school_holidays,school_holidays,warehouse";

  @TempDir Path folder;
  private ImportFixture files;

  @BeforeEach
  void makeFolder() {
    files =
        new ImportFixture(folder)
            .with(
                "orders.csv",
                "warehouse,date,orders,id",
                "Brno_7,2030-01-01,10.0,a",
                "Brno_7,2030-01-03,12.0,b",
                "Munich_7,2030-01-02,20.0,c")
            .with("calendar.csv", CALENDAR)
            .with("calendar_future.csv", FUTURE);
  }

  @Test
  void leavesDaysWithoutARowUnknown() {
    RecordingSink rohlik = files.read(new RohlikImporter());

    DemandStretch brno = rohlik.demand.get(SeriesKey.total("Brno_7"));
    assertThat(brno.firstDay()).isEqualTo(day("2030-01-01"));
    assertThat(brno.units()).containsExactly(10, Float.NaN, 12);
    assertThat(rohlik.demand.get(SeriesKey.total("Munich_7")).units())
        .containsExactly(20, Float.NaN);
    assertThat(rohlik.items).isEmpty();
  }

  @Test
  void knowsTimeZonesByCity() {
    assertThat(files.read(new RohlikImporter()).warehouses.values())
        .containsExactlyInAnyOrder(
            new Warehouse("Brno_7", "Czechia", "Europe/Prague"),
            new Warehouse("Munich_7", "Germany", "Europe/Berlin"));
  }

  @Test
  void readsWhatIsKnownInAdvance() {
    files
        .with("calendar.csv", CALENDAR, "2030-01-01,New Year,1,0,1,0,0,0,Brno_7")
        .with(
            "calendar_future.csv",
            FUTURE,
            "2030-02-01,Memory,0,0,1,0,Brno_7",
            "2030-02-02,,1,0,0,1,Brno_7");

    assertThat(files.read(new RohlikImporter()).events)
        .containsExactly(
            new CalendarEvent("Brno_7", day("2030-01-01"), DayKind.HOLIDAY, "New Year"),
            new CalendarEvent("Brno_7", day("2030-01-01"), DayKind.EVENT, "Shops closed"),
            new CalendarEvent("Brno_7", day("2030-02-01"), DayKind.EVENT, "Memory"),
            new CalendarEvent(
                "Brno_7", day("2030-02-01"), DayKind.SCHOOL_BREAK, "Winter school holidays"),
            new CalendarEvent("Brno_7", day("2030-02-02"), DayKind.HOLIDAY, "Holiday"),
            new CalendarEvent(
                "Brno_7", day("2030-02-02"), DayKind.SCHOOL_BREAK, "School holidays"));
  }

  @Test
  void takesNoNoticeOfWhatIsKnownOnlyAfterwards() {
    files.with("calendar.csv", CALENDAR, "2030-01-01,,0,1,0,0,0,1,Brno_7");

    assertThat(files.read(new RohlikImporter()).events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "orders.csv; warehouse,date,orders; Brno_7,2030-01-05,-1; a finite number of 0 or more",
        "orders.csv; warehouse,date,orders; Brno_7,2030-01-05,NaN; a finite number of 0 or more",
        "orders.csv; warehouse,date,orders; Brno_7,2030-01-05,; orders is empty",
        "orders.csv; warehouse,date,orders; Brno_7,5.1.2030,1; date is '5.1.2030'",
        "orders.csv; warehouse,date,orders; Brno_7,2030-01-01,1; a row for this day already",
        "orders.csv; warehouse,date,orders; Atlantis_1,2030-01-01,1; expected a name that begins",
      })
  void refusesAMalformedRow(String file, String header, String row, String reason) {
    files.with(file, header, "Brno_7,2030-01-01,10", row);

    RecordingSink rohlik = files.read(new RohlikImporter(), 0.5);

    assertThat(rohlik.demand.get(SeriesKey.total("Brno_7")).units()).containsExactly(10);
    assertThat(files.rejects())
        .singleElement()
        .asString()
        .startsWith(file + ",3,")
        .contains(reason);
  }

  @Test
  void refusesACalendarRowThatIsMalformed() {
    files.with(
        "calendar_future.csv",
        FUTURE,
        "2030-02-01,,0,0,0,0,Nowhere_1",
        "2030-02-01,,2,0,0,0,Brno_7",
        "2030-02-02,,0,0,0,0,Brno_7",
        "2030-02-02,,0,0,0,0,Brno_7");

    files.read(new RohlikImporter(), 1);

    assertThat(files.rejects()).hasSize(3);
    assertThat(files.rejects().get(0)).contains("a warehouse of orders.csv");
    assertThat(files.rejects().get(1)).contains("holiday is '2'");
    assertThat(files.rejects().get(2)).contains("has a row already");
  }
}
