package io.warecast.pipeline.connector.postgres;

import static io.warecast.pipeline.connector.Vectors.ORIGIN;
import static io.warecast.pipeline.connector.Vectors.endOf;
import static io.warecast.pipeline.connector.Vectors.features;
import static io.warecast.pipeline.connector.Vectors.forecast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.run.RunKind;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.delivery.ManualClock;
import io.warecast.pipeline.run.RunLifecycle;
import io.warecast.pipeline.run.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContinuousTablesIT {

  private static final SeriesKey SERIES = new SeriesKey("east", "a");

  private final Servers servers = Servers.shared();
  private final ManualClock clock = new ManualClock();
  private PostgresConfig config;

  @BeforeEach
  void migrate() throws SQLException {
    config = servers.newDatabase();
    PostgresSchema.migrate(config);
  }

  @Test
  void aLowerRevisionOfADemandDayNeverReplacesAHigherOne() throws Exception {
    try (SinkWriter<DemandDay> writer = clock.writer(PostgresDemandDays.sink(config))) {
      for (int[] revision : new int[][] {{1, 10}, {3, 30}, {2, 20}}) {
        writer.write(new DemandDay(SERIES, ORIGIN, revision[1], revision[0]), null);
      }
      writer.write(new DemandDay(SERIES, ORIGIN + 1, 5, 1), null);
      clock.fireAndSend();
      assertThat(query("SELECT sum(units) FROM daily_demand")).isEqualTo("35");
      writer.write(new DemandDay(SERIES, ORIGIN, 20, 2), null);
      writer.write(new DemandDay(SERIES, ORIGIN + 1, 6, 1), null);
      writer.flush(false);
    }
    assertThat(query("SELECT string_agg(units::text, ',' ORDER BY day) FROM daily_demand"))
        .isEqualTo("30,6");
  }

  @Test
  void snapshotsOfManyMonthsAreGuardedByGeneration() throws Exception {
    try (SinkWriter<FeatureVector> writer = clock.writer(PostgresFeatureSnapshots.sink(config))) {
      for (int day = ORIGIN; day < ORIGIN + 70; day++) {
        writer.write(features("a", day, endOf(day), 2, day), null);
      }
      writer.flush(false);
      for (int day = ORIGIN; day < ORIGIN + 70; day++) {
        writer.write(features("a", day, endOf(day), 1, -1), null);
      }
      writer.flush(false);
    }
    assertThat(query("SELECT count(*) || ' ' || min(features[1]) FROM feature_snapshot"))
        .isEqualTo("70 " + ORIGIN);
    assertThat(query("SELECT features[2] FROM feature_snapshot LIMIT 1")).isEqualTo("NaN");
  }

  @Test
  void anOriginIsAPublishedRunFromItsFirstForecastOn() throws Exception {
    try (SinkWriter<Forecast> writer = clock.writer(PostgresForecasts.continuous(config, "s-1"))) {
      writer.write(forecast("a", ORIGIN, endOf(ORIGIN), 1, 5), null);
      writer.write(forecast("a", ORIGIN + 1, endOf(ORIGIN + 1), 1, 6), null);
      writer.write(forecast("b", ORIGIN, endOf(ORIGIN), 1, 7), null);
      clock.fireAndSend();
      assertThat(
              query(
                  "SELECT string_agg(run_id || ' ' || status, ',' ORDER BY run_id) FROM forecast_run"))
          .isEqualTo("continuous-2024-02-29 published,continuous-2024-03-01 published");
      assertThat(
              query(
                  "SELECT string_agg(item_id || mean::text, ',' ORDER BY item_id) FROM current_forecast WHERE kind = 'continuous'"))
          .isEqualTo("a6,b7");
      for (long[] generation : new long[][] {{endOf(ORIGIN), 0}, {endOf(ORIGIN) - 1, 9}}) {
        writer.write(forecast("b", ORIGIN, generation[0], generation[1], 1), null);
        writer.flush(false);
      }
      assertThat(query("SELECT mean[1] FROM forecast WHERE item_id = 'b'")).isEqualTo("7");
      writer.write(forecast("b", ORIGIN, endOf(ORIGIN), 2, 8), null);
      writer.flush(false);
    }
    assertThat(query("SELECT mean[1] FROM forecast WHERE item_id = 'b'")).isEqualTo("8");
    assertThat(query("SELECT count(*) FROM forecast")).isEqualTo("3");
  }

  @Test
  void batchRunsAndContinuousOnesLeaveEachOtherAlone() throws Exception {
    try (SinkWriter<Forecast> writer = clock.writer(PostgresForecasts.continuous(config, "s-1"))) {
      writer.write(forecast("a", ORIGIN, endOf(ORIGIN), 1, 5), null);
      writer.flush(false);
    }
    try (RunLifecycle runs = RunLifecycle.open(config, servers.emptyRedis())) {
      assertThat(runs.repaired()).isEmpty();
      var run = runs.begin(RunKind.DAILY, ORIGIN, 1, "v1", "s-1");
      try (var writer = clock.writer(PostgresForecasts.staging(config, run))) {
        writer.write(forecast("a", ORIGIN, endOf(ORIGIN), run.sequence(), 6), null);
        writer.flush(true);
      }
      runs.fail(run, "a test");
    }
    assertThat(query("SELECT string_agg(mean::text, ',') FROM current_forecast")).isEqualTo("5");
    assertThat(
            query("SELECT string_agg(kind || ' ' || status, ',' ORDER BY kind) FROM forecast_run"))
        .isEqualTo("continuous published,daily failed");
  }

  @Test
  void twoWritersMayMakeAMonthAtTheSameTime() throws Exception {
    for (int month = 0; month < 5; month++) {
      int origin = ORIGIN + 31 * month;
      CompletableFuture<Void> one = CompletableFuture.runAsync(() -> writeOne("a", origin));
      CompletableFuture<Void> two = CompletableFuture.runAsync(() -> writeOne("b", origin));
      one.get();
      two.get();
    }
    assertThat(query("SELECT count(*) FROM forecast")).isEqualTo("10");
  }

  private void writeOne(String item, int origin) {
    ManualClock own = new ManualClock();
    try (SinkWriter<Forecast> writer = own.writer(PostgresForecasts.continuous(config, "s-1"))) {
      writer.write(forecast(item, origin, endOf(origin), 1, 5), null);
      writer.flush(false);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void goesOnWhenPostgresComesBackAndFailsWhenItDoesNot() throws Exception {
    try (SinkWriter<DemandDay> writer =
            clock.writer(PostgresDemandDays.sink(config, Duration.ofSeconds(30)));
        SinkWriter<DemandDay> impatient =
            clock.writer(PostgresDemandDays.sink(config, Duration.ofMillis(300)))) {
      writer.write(new DemandDay(SERIES, ORIGIN, 1, 1), null);
      writer.flush(false);
      servers.postgresLine.cut();
      writer.write(new DemandDay(SERIES, ORIGIN, 2, 2), null);
      clock.fire();
      writer.write(new DemandDay(SERIES, ORIGIN, 3, 3), null);
      impatient.write(new DemandDay(SERIES, ORIGIN, 0, 0), null);
      assertThatThrownBy(() -> impatient.flush(false))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("PostgreSQL at 127.0.0.1")
          .hasMessageContaining("Check that it runs");
      servers.postgresLine.mend();
      writer.flush(false);
    } finally {
      servers.postgresLine.mend();
    }
    assertThat(query("SELECT units FROM daily_demand")).isEqualTo("3");
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = config.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
