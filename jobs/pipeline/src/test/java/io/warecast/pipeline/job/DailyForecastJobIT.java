package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.lake.ForecastFiles;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.Published.Day;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Training and the daily batch from the lake to every sink, on real servers. */
class DailyForecastJobIT extends DailyScenario {

  @Test
  void trainingAgainGivesTheSameVersion() {
    assertThat(train(lake, models)).isEqualTo(model);
  }

  @Test
  void theSameDataInAnotherFolderGivesTheSameModelByteForByte() throws IOException {
    Path copy = folder.resolve("lake-copy");
    copy(lake, copy);
    Path registry = folder.resolve("models-of-copy");

    ModelManifest again = train(copy, registry);

    assertThat(again.version()).isEqualTo(model.version());
    for (String file : List.of("model.ubj", "quantiles.ubj")) {
      assertThat(version(registry).resolve(file))
          .hasSameBinaryContentAs(version(models).resolve(file));
    }
  }

  @Test
  void aModelDoesNotKnowWhatComesAfterItsDay() {
    Path poisoned = folder.resolve("lake-poisoned-for-training");
    SmallLake.writePoisoned(poisoned, PAST + 1);

    ModelManifest again = train(poisoned, folder.resolve("models-of-poisoned"));

    assertThat(again.files()).isEqualTo(model.files());
  }

  @Test
  void publishesEverySeriesAlikeInEverySink() throws IOException {
    Path out = folder.resolve("out.csv");

    RunSummary summary = daily("--out", out.toString());

    ForecastRun run = summary.run();
    assertThat(summary.series()).isEqualTo(SmallLake.SERIES);
    assertThat(summary.rows()).isEqualTo((long) SmallLake.SERIES * HORIZON);
    assertThat(summary.audit().passed()).isTrue();
    Map<String, Day> days = Published.inPostgres(postgres);
    assertThat(days).hasSize(SmallLake.SERIES * HORIZON);
    assertThat(days)
        .containsKey("south,_total," + date(SmallLake.LAST_DAY + 1))
        .containsKey("west,_category:FOOD," + date(SmallLake.LAST_DAY + HORIZON));
    ForecastFiles files = ForecastFiles.of(SmallLake.uri(lake), run.originDay(), run.runId());
    assertThat(Published.inParquet(files)).isEqualTo(days);
    assertThat(Published.inCsvParts(files)).isEqualTo(days);
    assertThat(Published.inCsv(out)).isEqualTo(days);
    try (Jedis direct = servers.directRedis().connect()) {
      assertThat(Published.inRedis(direct)).isEqualTo(days);
      assertAlikeInPostgres(Published.forecasts(direct), run);
    }
    assertNothingLeftOver();
  }

  private void assertAlikeInPostgres(List<Forecast> forecasts, ForecastRun run) {
    Map<SeriesKey, String> tiers = new HashMap<>();
    for (Forecast forecast : forecasts) {
      assertThat(forecast.sequence()).isEqualTo(run.sequence());
      tiers.put(forecast.key(), forecast.tier().wireName() + " " + forecast.modelVersion());
    }
    assertThat(Published.tiersInPostgres(postgres)).isEqualTo(tiers);
    assertThat(tiers.remove(SmallLake.NEW_ITEM)).startsWith(Tier.SEASONAL.wireName());
    assertThat(tiers.values())
        .containsOnly(Tier.MODEL.wireName() + " " + model.version())
        .hasSize(SmallLake.SERIES - 1);
  }

  @Test
  void readersOfPostgresLearnWhatTheLakeHolds() {
    daily();

    assertThat(
            Published.rows(
                postgres, "SELECT concat_ws(' ', warehouse_id, region, time_zone) FROM warehouse"))
        .containsExactlyInAnyOrder(
            "north EU Europe/Berlin", "south US America/Los_Angeles", "west EU Europe/London");
    assertThat(Published.rows(postgres, "SELECT concat_ws(' ', item_id, category) FROM item"))
        .hasSize(12)
        .contains("item-0 FOOD", "item-1 HOME");
    DemandStretch total =
        Lake.at(SmallLake.uri(lake)).demand(SeriesKey.total("west")).orElseThrow();
    List<String> days = new ArrayList<>();
    for (int i = 0; i < total.units().length; i++) {
      days.add(date(total.firstDay() + i) + " " + total.units()[i]);
    }
    assertThat(
            Published.rows(
                postgres,
                "SELECT day || ' ' || to_char(units, 'FM99990.0') FROM demand_day WHERE warehouse_id = 'west' AND item_id = '_total' ORDER BY day"))
        .isEqualTo(days);
  }

  @Test
  void theSameOriginAgainReplacesTheRunByTheSameValues() throws IOException {
    daily();
    Map<String, Day> before = Published.inPostgres(postgres);

    RunSummary again = daily();

    assertThat(Published.inPostgres(postgres)).isEqualTo(before);
    try (Jedis direct = servers.directRedis().connect()) {
      assertThat(Published.inRedis(direct)).isEqualTo(before);
    }
    assertThat(
            Published.rows(
                postgres,
                "SELECT run_id FROM forecast WHERE origin = '%s'"
                    .formatted(date(SmallLake.LAST_DAY))))
        .hasSize(SmallLake.SERIES)
        .containsOnly(again.run().runId());
    assertThat(
            Published.rows(
                postgres,
                "SELECT run_id FROM forecast_run WHERE status = 'published' AND origin = '%s'"
                    .formatted(date(SmallLake.LAST_DAY))))
        .containsExactly(again.run().runId());
    assertNothingLeftOver();
  }

  @Test
  void aForecastDoesNotChangeWithWhatComesAfterItsOrigin() {
    Path poisoned = folder.resolve("lake-poisoned");
    SmallLake.writePoisoned(poisoned, PAST + 1);
    ForecastRun blind = dailyFrom(poisoned, "--as-of", date(PAST)).run();

    ForecastRun run = daily("--as-of", date(PAST)).run();

    Map<String, Day> days = inFiles(lake, run);
    assertThat(days.keySet()).anyMatch(day -> day.endsWith(date(PAST + HORIZON)));
    assertThat(inFiles(poisoned, blind)).isEqualTo(days);
  }

  private static Map<String, Day> inFiles(Path lake, ForecastRun run) {
    return Published.inParquet(ForecastFiles.of(SmallLake.uri(lake), run.originDay(), run.runId()));
  }

  private Path version(Path registry) {
    return registry.resolve(model.name()).resolve(model.version());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
