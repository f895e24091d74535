package io.warecast.local.importing;

import static io.warecast.local.importing.ImportFixture.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** d_1 is Saturday 2030-12-21 here, sales run from d_3 to d_6, the calendar to d_21. */
class M5ImporterTest {

  private static final LocalDate FIRST = LocalDate.parse("2030-12-21");
  private static final String SALES = "id,item_id,dept_id,cat_id,store_id,state_id,d_3,d_4,d_5,d_6";
  private static final String ROW = "x,TOY_1,TOYS_1,TOYS,WI_9,WI,,9,0,7";
  private static final String PRICES = "store_id,item_id,wm_yr_wk,sell_price";

  @TempDir Path folder;
  private ImportFixture files;

  @BeforeEach
  void makeFolder() {
    files = new ImportFixture(folder).with("calendar.csv", calendar());
    files.with("sell_prices.csv", PRICES, "WI_9,TOY_1,1,2.5");
  }

  @Test
  void startsASeriesAtItsFirstCellThatIsNotEmpty() {
    files.withGzipped("sales.csv.gz", SALES, ROW, "x,TOY_2,TOYS_2,TOYS,WI_9,WI,4,3,0,1");

    RecordingSink m5 = files.read(new M5Importer());

    DemandStretch late = m5.demand.get(new SeriesKey("WI_9", "TOY_1"));
    assertThat(late.firstDay()).isEqualTo(day("2030-12-24"));
    assertThat(late.units()).containsExactly(9, 0, 7);
    assertThat(m5.demand.get(new SeriesKey("WI_9", "TOY_2")).firstDay())
        .isEqualTo(day("2030-12-23"));
    assertThat(m5.items.get("TOY_2")).isEqualTo(new Item("TOY_2", "TOYS_2", ""));
    assertThat(m5.warehouses.values())
        .containsExactly(new Warehouse("WI_9", "WI", "America/Chicago"));
  }

  @Test
  void takesAChristmasWithoutSalesForAClosureOfThatStore() {
    files.with("sales.csv", SALES, ROW, "x,TOY_1,TOYS_1,TOYS,CA_1,CA,5,5,5,5");

    assertThat(files.read(new M5Importer()).events)
        .filteredOn(e -> e.kind() == DayKind.CLOSURE)
        .containsExactly(
            new CalendarEvent("WI_9", day("2030-12-25"), DayKind.CLOSURE, "Christmas"));
  }

  @Test
  void keepsEventsBeyondTheLastSaleAndBenefitDaysOfTheOwnState() {
    files.with("sales.csv", SALES, ROW);

    assertThat(files.read(new M5Importer()).events)
        .contains(
            new CalendarEvent("WI_9", day("2030-12-25"), DayKind.HOLIDAY, "Christmas"),
            new CalendarEvent("WI_9", day("2031-01-10"), DayKind.EVENT, "Cup"),
            new CalendarEvent("WI_9", day("2031-01-10"), DayKind.HOLIDAY, "Fast"),
            new CalendarEvent("WI_9", day("2031-01-02"), DayKind.PROMOTION, "SNAP"))
        .noneMatch(e -> e.day() == day("2031-01-03"));
  }

  @Test
  void keepsPricesOnlyWhereTheyChangeAndSeesWeeksWithoutSale() {
    files
        .with("sales.csv", SALES, ROW, "x,TOY_2,TOYS_2,TOYS,WI_9,WI,4,3,0,1")
        .with(
            "sell_prices.csv",
            PRICES,
            "WI_9,TOY_2,3,2.5",
            "WI_9,TOY_1,1,1.5",
            "WI_9,TOY_2,1,2.5",
            "WI_9,TOY_1,2,1.5",
            "WI_9,TOY_1,3,1.25");

    RecordingSink m5 = files.read(new M5Importer());

    OfferTimeline changed = m5.offers.get(new SeriesKey("WI_9", "TOY_1"));
    assertThat(changed.fromDays()).containsExactly(day("2030-12-21"), day("2031-01-04"));
    assertThat(changed.prices()).containsExactly(1.5f, 1.25f);
    assertThat(m5.offers.get(new SeriesKey("WI_9", "TOY_2")).prices())
        .containsExactly(2.5f, Float.NaN, 2.5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x,TOY_2,TOYS_2,TOYS,WI_9,WI,4,3,0; has 9 cells where the header has 10",
        "x,TOY_2,TOYS_2,TOYS,WI_9,WI,4,,0,1; d_4 is empty",
        "x,TOY_2,TOYS_2,TOYS,WI_9,WI,4,-3,0,1; d_4 is '-3', expected",
        "x,TOY_2,TOYS_2,TOYS,WI_9,WI,4,3,nan,1; d_5 is 'nan', expected a number",
        "x,TOY_2,TOYS_2,TOYS,WI_9,WI,,,,; has no units in any day",
        "x,TOY_2,TOYS_2,TOYS,NY_1,NY,4,3,0,1; state_id is 'NY', expected one of CA, TX, WI",
        "x,TOY_1,TOYS_1,TOYS,WI_9,WI,4,3,0,1; has a row already",
      })
  void refusesAMalformedSeries(String row, String reason) {
    files.with("sales.csv", SALES, ROW, row);

    RecordingSink m5 = files.read(new M5Importer(), 0.5);

    assertThat(m5.demand).hasSize(1);
    assertThat(m5.warehouses).hasSize(1);
    assertThat(files.rejects())
        .singleElement()
        .asString()
        .startsWith("sales.csv,3,")
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "WI_9,TOY_1,1,2.5; a price for this week already",
        "WI_9,TOY_1,99,2.5; wm_yr_wk is '99', expected a week of calendar.csv",
        "WI_9,TOY_1,2,0; sell_price is '0', expected a price above 0",
        "WI_9,TOY_7,2,1; item TOY_7 of store WI_9 has no row in sales.csv",
      })
  void refusesAMalformedPrice(String row, String reason) {
    files.with("sales.csv", SALES, ROW).with("sell_prices.csv", PRICES, "WI_9,TOY_1,1,2.5", row);

    files.read(new M5Importer(), 0.5);

    assertThat(files.rejects())
        .singleElement()
        .asString()
        .startsWith("sell_prices.csv,3,")
        .contains(reason);
  }

  @Test
  void namesADayColumnThatIsOutOfLine() {
    files.with("sales.csv", SALES.replace("d_5", "d_6"), ROW);

    assertThatThrownBy(() -> files.read(new M5Importer()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("column 'd_6' where 'd_5' is expected");
  }

  private static String[] calendar() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "\"date\",\"wm_yr_wk\",\"weekday\",\"event_name_1\",\"event_type_1\",\"event_name_2\","
            + "\"event_type_2\",\"snap_CA\",\"snap_TX\",\"snap_WI\"");
    for (int i = 0; i < 21; i++) {
      LocalDate date = FIRST.plusDays(i);
      String events =
          switch (date.toString()) {
            case "2030-12-25" -> "\"Christmas\",\"National\",NA,NA";
            case "2031-01-10" -> "\"Cup\",\"Sporting\",\"Fast\",\"Religious\"";
            default -> "NA,NA,NA,NA";
          };
      int snapOfOthers = i == 13 ? 1 : 0;
      int snap = i == 12 ? 1 : 0;
      lines.add("%s,%d,\"day\",%s,%d,0,%d".formatted(date, 1 + i / 7, events, snapOfOthers, snap));
    }
    return lines.toArray(new String[0]);
  }
}
