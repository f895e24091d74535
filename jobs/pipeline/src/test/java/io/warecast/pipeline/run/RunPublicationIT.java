package io.warecast.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.run.Audit;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What readers see of runs, with a real PostgreSQL, a real Redis and a real Flink. */
class RunPublicationIT extends RunScenario {
  @Test
  void publishesWhatAFlinkJobWithoutCheckpointsHasStaged() throws Exception {
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 5));
    assertThat(query("SELECT count(*) FROM current_forecast")).isEqualTo("0");
    assertThat(current(SOME)).isNull();

    Path out = folder.resolve("out.csv");
    ForecastCsv.check(out);
    ForecastCsv csv = ForecastCsv.write(postgres, run, out);
    assertThat(out).doesNotExist();
    runs.publish(run, audit(run), List.of(csv));

    assertThat(query("SELECT status || ' ' || series_count FROM forecast_run"))
        .isEqualTo("published " + SERIES);
    assertThat(query("SELECT count(*) FROM current_forecast")).isEqualTo("" + SERIES * HORIZON);
    assertThat(
            query(
                """
                SELECT concat_ws(' ', target_date, step, mean, lower, upper, tier, model_version)
                  FROM current_forecast
                 WHERE warehouse_id = 'east' AND item_id = 'item3' AND step = 2"""))
        .isEqualTo("2024-03-02 2 5 2.5 10 model v1");
    assertThat(query("SELECT as_of AT TIME ZONE 'UTC' FROM forecast LIMIT 1"))
        .isEqualTo("2024-02-29 23:59:59.999");
    assertThat(current(SOME)).isEqualTo(Forecasts.one(run, SOME, 5).mean()[0]);
    assertThat(Files.readAllLines(out))
        .hasSize(1 + SERIES * HORIZON)
        .startsWith(
            "warehouse_id,item_id,target_date,mean,lower,upper",
            "east,_total,2024-03-01,100,50,200");
    assertThat(folder).isDirectoryContaining("glob:**out.csv").isNotEmptyDirectory();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(out);
    }
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void republishingAnOriginReplacesTheEarlierRunAndKeepsTheCounts() throws Exception {
    ForecastRun first = published(ORIGIN, 5);
    ForecastRun second = published(ORIGIN, 6);

    assertThat(second.sequence()).isGreaterThan(first.sequence());
    assertThat(second.runId()).isGreaterThan(first.runId());
    assertThat(status(first)).isEqualTo("superseded");
    assertThat(status(second)).isEqualTo("published");
    assertThat(query("SELECT count(*) FROM forecast")).isEqualTo("" + SERIES);
    assertThat(query("SELECT count(*) FROM current_forecast WHERE mean = 6"))
        .isEqualTo("" + 2 * ITEMS * HORIZON);
    assertThat(current(SOME)).isEqualTo(6f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void anOlderOriginNeverReplacesANewerOne() throws Exception {
    ForecastRun newer = published(ORIGIN, 5);
    ForecastRun older = published(ORIGIN - 40, 6);

    assertThat(status(newer)).isEqualTo("published");
    assertThat(status(older)).isEqualTo("published");
    assertThat(query("SELECT DISTINCT origin FROM current_forecast")).isEqualTo("2024-02-29");
    assertThat(current(SOME)).isEqualTo(5f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void aFailingStepTakesTheOthersBack() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    ForecastCsv csv =
        ForecastCsv.write(postgres, run, folder.resolve("gone/../out.csv").normalize());
    List<String> undone = new ArrayList<>();
    PublishStep failing =
        new PublishStep() {
          @Override
          public String name() {
            return "the manifest";
          }

          @Override
          public void publish() throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void undo() {
            undone.add("manifest");
          }
        };

    assertThatThrownBy(() -> runs.publish(run, audit, List.of(csv, failing)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("the manifest cannot be put in place: No space left on device");

    assertThat(undone).containsExactly("manifest");
    assertThat(folder).isEmptyDirectory();
    assertIntact(earlier, run);
  }

  @Test
  void aFailedAuditLeavesTheEarlierRunAndSaysWhy() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    List<Forecast> forecasts = Forecasts.of(run, ITEMS, 50);
    forecasts.get(3).mean()[2] = Float.NaN;
    forecasts.get(4).quantiles()[0][1] = 60;
    forecasts.get(5).quantiles()[2][1] = 40;
    forecasts.set(6, withTier(forecasts.get(6), Tier.SEASONAL));
    forecasts.remove(7);
    stage(run, forecasts);

    Audit audit =
        runs.audit(
            run,
            new AuditExpectations(
                SERIES,
                Map.of("east", 100.0, "west", 100.0, "small", 1.0),
                new AuditLimits(0.01, 0.4, 2.5, 10)));

    assertThat(audit.failures())
        .extracting(check -> check.name())
        .containsExactly(
            "series in PostgreSQL",
            "share of series from the seasonal tier",
            "series with negative or infinite values",
            "series with a mean outside its bounds",
            "series with unordered quantiles",
            "level of warehouse east",
            "level of warehouse west");
    assertThatThrownBy(() -> runs.publish(run, audit, List.of()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("series in PostgreSQL: 41, must be = 42 (1 missing)")
        .hasMessageContaining("for one east|item4")
        .hasMessageContaining("forecast_run.audit");
    assertIntact(earlier, run);
    assertThat(
            query(
                """
                SELECT count(*) FROM forecast_run, jsonb_array_elements(audit -> 'checks') AS c
                 WHERE status = 'failed' AND NOT (c ->> 'passed')::boolean"""))
        .isEqualTo("7");
  }

  @Test
  void refusesASecondRunOfTheKindWhileOneIsUnderWay() throws Exception {
    ForecastRun run = begin(ORIGIN);
    try (RunLifecycle other = RunLifecycle.open(postgres, redis)) {
      assertThat(other.repaired()).isEmpty();
      assertThatThrownBy(() -> other.begin(RunKind.DAILY, ORIGIN, HORIZON, "v1", "s"))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("another daily run is under way (" + run.runId());
      runs.fail(run, "given up");
      assertThat(other.begin(RunKind.DAILY, ORIGIN, HORIZON, "v1", "s").sequence())
          .isGreaterThan(run.sequence());
    }
  }

  @Test
  void aPointQueryOfCurrentForecastsUsesTheIndexOfTheSeries() throws Exception {
    published(ORIGIN, 5);
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET enable_seqscan = off");
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines =
          statement.executeQuery(
              """
              EXPLAIN SELECT * FROM current_forecast
               WHERE warehouse_id = 'east' AND item_id = 'item3'""")) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      assertThat(plan.toString())
          .containsPattern("Index Cond: \\(\\(warehouse_id = 'east'.*item_id = 'item3'");
    }
  }
}
