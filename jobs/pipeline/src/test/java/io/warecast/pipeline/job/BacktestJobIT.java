package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.ActionableException;
import io.warecast.domain.accuracy.PointAccuracy;
import io.warecast.domain.accuracy.SeriesResiduals;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.backtest.BacktestResult;
import io.warecast.pipeline.connector.lake.ForecastFiles;
import io.warecast.pipeline.connector.lake.ForecastRow;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Backtests from the lake to report and table, on real servers. */
class BacktestJobIT extends DailyScenario {

  private static final String[] TWO_ORIGINS = {
    "--from", date(PAST), "--every", "16", "--horizon", "" + HORIZON
  };

  @Test
  void forecastsOfEveryOriginAreThoseOfTheDailyBatch() {
    BacktestResult result = backtest(lake, TWO_ORIGINS);

    assertThat(result.origins()).containsExactly(PAST, PAST + 16);
    assertThat(result.seen()).isEmpty();
    Map<String, SeriesResiduals> residuals = residuals(result);
    assertThat(residuals).hasSize(2 * SmallLake.SERIES);
    for (int origin : result.origins()) {
      ForecastRun run = daily("--as-of", date(origin)).run();
      ForecastFiles.of(SmallLake.uri(lake), run.originDay(), run.runId())
          .read(row -> assertAlike(row, residuals.get(place(row.key(), origin)), origin));
    }
  }

  private static void assertAlike(ForecastRow row, SeriesResiduals residuals, int origin) {
    int step = row.targetDay() - origin - 1;
    assertThat(residuals.mean()[step]).isEqualTo(row.mean());
    assertThat(residuals.quantiles()[0][step]).isEqualTo(row.lower());
    assertThat(residuals.method()).isEqualTo(row.method());
  }

  @Test
  void figuresReportAndTableSayWhatTheResidualsSay() throws Exception {
    BacktestResult result = backtest(lake, TWO_ORIGINS);
    result.save(postgres);

    PointAccuracy[] items = {PointAccuracy.NONE};
    result.residuals(
        each -> {
          for (int step = 0; step < HORIZON && !each.key().isGroup(); step++) {
            items[0] = items[0].plus(each.actual()[step], each.mean()[step]);
          }
        });
    assertThat(result.overall("model", "wape").orElseThrow())
        .isCloseTo(items[0].wape(), within(1e-6));
    assertThat(result.overall("model", "days").orElseThrow()).isEqualTo(items[0].days());
    assertThat(result.forecasters())
        .containsExactly(
            "model",
            "last-week",
            "weekday-mean",
            "smoothing",
            "croston-tsb",
            "weekday-8-weeks",
            "weekday-13-weeks");
    assertThat(result.overall("weekday-8-weeks", "wape"))
        .isEqualTo(result.overall("weekday-mean", "wape"));
    assertThat(result.overall("weekday-8-weeks", "pinball"))
        .isNotEqualTo(result.overall("weekday-mean", "pinball"));
    assertThat(result.overall("last-week", "model_wape_p").orElseThrow()).isBetween(0.0, 1.0);
    assertThat(result.segments("class"))
        .contains(DemandClass.SMOOTH.wireName(), DemandClass.GROUP.wireName());
    assertThat(result.overall("model", "wrmsse").orElseThrow()).isBetween(.1, 2.0);
    Path report = lake.resolve("backtests").resolve(result.id());
    assertThat(report.resolve("report.md")).content().contains("## By class of demand");
    assertThat(Files.readAllLines(report.resolve("metrics.csv")))
        .hasSize(result.figures().size() + 1);
    assertThat(report.resolve("error-by-step.svg")).content().contains("<svg");
    assertThat(report.resolve("series-smooth.svg")).content().doesNotContain("NaN");
    assertThat(
            Published.rows(
                postgres,
                "SELECT measure || '=' || count(*) FROM forecast_accuracy WHERE run_id = '%s' AND origin IS NULL AND segment_kind = 'all' AND steps = '1-14' AND forecaster = 'model' AND measure IN ('wape', 'wrmsse') GROUP BY measure ORDER BY measure"
                    .formatted(result.id())))
        .containsExactly("wape=1", "wrmsse=1");
  }

  @Test
  void whatComesAfterAnOriginChangesNothingThatWasForecastThere() {
    Path poisoned = folder.resolve("lake-poisoned-for-backtest");
    SmallLake.writePoisoned(poisoned, PAST + 1);

    Map<String, SeriesResiduals> residuals = residuals(backtest(lake, TWO_ORIGINS));
    Map<String, SeriesResiduals> blind = residuals(backtest(poisoned, TWO_ORIGINS));

    residuals.forEach(
        (place, each) -> {
          SeriesResiduals other = blind.get(place);
          if (each.originDay() == PAST) {
            assertThat(other.mean()).isEqualTo(each.mean());
            assertThat(other.quantiles()).isDeepEqualTo(each.quantiles());
            assertThat(other.baselines()).isDeepEqualTo(each.baselines());
            assertThat(other.demandClass()).isEqualTo(each.demandClass());
            assertThat(other.level()).isEqualTo(each.level());
            if (!each.key().equals(SmallLake.NEW_ITEM)) {
              assertThat(other.actual()).isNotEqualTo(each.actual());
            }
          }
        });
  }

  @Test
  void originsThatTheModelHasSeenAreMarked() {
    BacktestResult result =
        backtest(
            lake,
            "--from",
            date(PAST - 14),
            "--to",
            date(PAST),
            "--every",
            "14",
            "--horizon",
            "14");

    assertThat(result.seen()).containsExactly(PAST - 14);
    assertThat(lake.resolve("backtests").resolve(result.id()).resolve("report.md"))
        .content()
        .contains("The model has seen this");
  }

  @Test
  void anotherVersionIsHeldAgainstTheLatest() {
    String older =
        TrainingJob.run(
                environment(),
                SmallLake.uri(lake),
                SmallLake.uri(models),
                options(
                    new TrainingOptions(),
                    "--rows",
                    "2000",
                    "--as-of",
                    date(PAST),
                    "--model",
                    "other"),
                ProgressListener.NONE)
            .version();
    String latest =
        TrainingJob.run(
                environment(),
                SmallLake.uri(lake),
                SmallLake.uri(models),
                options(
                    new TrainingOptions(),
                    "--rows",
                    "2000",
                    "--seed",
                    "2",
                    "--as-of",
                    date(PAST),
                    "--model",
                    "other"),
                ProgressListener.NONE)
            .version();
    assertThat(latest).isNotEqualTo(older);
    ModelRegistry.at(SmallLake.uri(models), "other").promote(latest);

    BacktestResult result =
        backtest(
            lake,
            "--model",
            "other",
            "--model-version",
            older,
            "--origins",
            "1",
            "--horizon",
            "14");

    assertThat(result.champion()).contains(latest);
    assertThat(result.forecasters()).startsWith("model", "champion");
    assertThat(result.overall("champion", "model_wape_p")).isPresent();
  }

  @Test
  void anOriginWithoutAWholeHorizonIsRefused() {
    assertThatThrownBy(() -> backtest(lake, "--to", date(SmallLake.LAST_DAY - 3)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("--to")
        .hasMessageContaining(date(SmallLake.LAST_DAY - 28));
  }

  private BacktestResult backtest(Path from, String... arguments) {
    return BacktestJob.run(
        environment(),
        SmallLake.uri(from),
        SmallLake.uri(models),
        CommandLine.populateCommand(new BacktestOptions(), arguments),
        ProgressListener.NONE);
  }

  private static Map<String, SeriesResiduals> residuals(BacktestResult result) {
    Map<String, SeriesResiduals> residuals = new HashMap<>();
    result.residuals(each -> residuals.put(place(each.key(), each.originDay()), each));
    return residuals;
  }

  private static String place(SeriesKey key, int originDay) {
    return key + "@" + originDay;
  }
}
