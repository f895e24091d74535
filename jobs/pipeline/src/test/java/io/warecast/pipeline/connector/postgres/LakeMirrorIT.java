package io.warecast.pipeline.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.delivery.ManualClock;
import io.warecast.pipeline.run.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LakeMirrorIT {

  private static final int LAST = (int) LocalDate.parse("2026-03-10").toEpochDay();
  private static final SeriesKey SERIES =
      new SeriesKey("east", "back\\slash, {brace}, \"quote\" ü");
  private static final List<Warehouse> WAREHOUSES =
      List.of(new Warehouse("east", "EU", "Europe/Berlin"), new Warehouse("west", "", "UTC"));
  private static final List<Item> ITEMS = List.of(new Item("a", "FOOD", "Fresh"));

  private PostgresConfig config;

  @BeforeEach
  void migrate() throws SQLException {
    config = Servers.shared().newDatabase();
    PostgresSchema.migrate(config);
  }

  @Test
  void bringsWarehousesItemsAndDemandWithoutWhatIsUnknown() throws Exception {
    bring("s-1", LAST, demand(LAST - 3, 1, Float.NaN, 0, 2.5f));

    assertThat(query("SELECT concat_ws(' ', warehouse_id, region, time_zone) FROM warehouse"))
        .isEqualTo("east EU Europe/Berlin,west  UTC");
    assertThat(query("SELECT concat_ws(' ', item_id, category, department) FROM item"))
        .isEqualTo("a FOOD Fresh");
    assertThat(days()).isEqualTo("2026-03-07 1,2026-03-09 0,2026-03-10 2.5");
    assertThat(query("SELECT DISTINCT item_id FROM demand_day")).isEqualTo(SERIES.itemId());
  }

  @Test
  void keepsTheLastDaysOfALongHistoryAndPassesOverWhatEndedBefore() throws Exception {
    float[] units = new float[1_000];
    for (int i = 0; i < units.length; i++) {
      units[i] = i;
    }
    DemandStretch old = new DemandStretch(new SeriesKey("east", "old"), LAST - 900, new float[9]);
    LakeMirror.in(config)
        .bring(
            "s-1",
            LAST,
            WAREHOUSES,
            ITEMS,
            to -> {
              to.accept(new DemandStretch(SERIES, LAST - 999, units));
              to.accept(old);
            });

    assertThat(
            query(
                "SELECT concat_ws(' ', count(*), min(day), max(day), min(units), max(units)) FROM demand_day"))
        .isEqualTo("400 2025-02-04 2026-03-10 600 999");
  }

  @Test
  void doesNotReadTheSameLakeAgainButTakesItsMasterData() throws Exception {
    bring("s-1", LAST, demand(LAST, 7));
    LakeMirror.in(config)
        .bring(
            "s-1",
            LAST,
            List.of(new Warehouse("west", "US", "UTC")),
            List.of(),
            to -> {
              throw new AssertionError("read again");
            });

    assertThat(days()).isEqualTo("2026-03-10 7");
    assertThat(query("SELECT region FROM warehouse")).isEqualTo("EU,US");
  }

  @Test
  void whatTheJobHasCountedGoesBeforeTheLakeUntilANewerOneHoldsTheDay() throws Exception {
    bring("s-1", LAST, demand(LAST - 1, 1, 2));
    count(LAST, 20, 3);
    count(LAST + 1, 30, 0);
    count(LAST + 2, 40, 5);
    assertThat(days()).isEqualTo("2026-03-09 1,2026-03-10 20,2026-03-11 30,2026-03-12 40");

    bring("s-2", LAST + 1, demand(LAST - 1, 1, 2, 3));
    assertThat(days()).isEqualTo("2026-03-09 1,2026-03-10 2,2026-03-11 3,2026-03-12 40");
    count(LAST + 2, 41, 0);
    assertThat(days()).endsWith("2026-03-12 41");
  }

  @Test
  void aLakeThatCannotBeReadLeavesTheEarlierStateInPlace() throws Exception {
    bring("s-1", LAST, demand(LAST, 7));
    assertThatThrownBy(
            () ->
                LakeMirror.in(config)
                    .bring(
                        "s-2",
                        LAST + 1,
                        List.of(new Warehouse("new", "", "UTC")),
                        ITEMS,
                        to -> {
                          to.accept(demand(LAST + 1, 9));
                          throw new ActionableException("lake file f is damaged");
                        }))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("damaged");

    assertThat(days()).isEqualTo("2026-03-10 7");
    assertThat(query("SELECT warehouse_id FROM warehouse")).isEqualTo("east,west");
  }

  private void bring(String snapshot, int lastDay, DemandStretch demand) {
    LakeMirror.in(config).bring(snapshot, lastDay, WAREHOUSES, ITEMS, to -> to.accept(demand));
  }

  private static DemandStretch demand(int firstDay, float... units) {
    return new DemandStretch(SERIES, firstDay, units);
  }

  private void count(int day, float units, long revision) throws Exception {
    ManualClock clock = new ManualClock();
    try (SinkWriter<DemandDay> writer = clock.writer(PostgresDemandDays.sink(config))) {
      writer.write(new DemandDay(SERIES, day, units, revision), null);
      writer.flush(false);
    }
  }

  private String days() throws SQLException {
    return query("SELECT concat_ws(' ', day, units) FROM demand_day");
  }

  /** The rows in order, with commas between them. */
  private String query(String sql) throws SQLException {
    try (Connection connection = config.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT string_agg(t, ',' ORDER BY t) FROM (%s) AS rows (t)".formatted(sql))) {
      row.next();
      return row.getString(1);
    }
  }
}
