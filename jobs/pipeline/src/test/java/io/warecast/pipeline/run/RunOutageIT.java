package io.warecast.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.run.Audit;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunKind;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.redis.ForecastPublication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Crashes and servers that go away in the middle of a publication. */
class RunOutageIT extends RunScenario {
  @Test
  void aRunThatCrashedInTheMiddleOfItsFlipIsTakenBack() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun crashed = begin(ORIGIN);
    List<Forecast> forecasts = new ArrayList<>(Forecasts.of(crashed, ITEMS, 6));
    SeriesKey added = new SeriesKey("east", "new-item");
    forecasts.add(Forecasts.one(crashed, added, 6));
    stage(crashed, forecasts);
    runs.audit(crashed, expectations(SERIES + 1));
    new ForecastPublication(redis).publish(crashed.runId(), crashed.sequence());
    assertThat(current(SOME)).isEqualTo(6f);
    assertThat(current(added)).isEqualTo(6f);
    runs.close();

    runs = RunLifecycle.open(postgres, redis);

    assertThat(runs.repaired()).containsExactly(crashed.runId());
    assertIntact(earlier, crashed);
    assertThat(current(added)).isNull();
    assertThat(query("SELECT message FROM forecast_run WHERE status = 'failed'"))
        .contains("crashed");
    ForecastRun again = published(ORIGIN, 7);
    assertThat(status(again)).isEqualTo("published");
    assertThat(current(SOME)).isEqualTo(7f);
  }

  @Test
  void aRunThatCrashedAfterItsCommitIsCompleted() throws Exception {
    published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    audit(run);
    new ForecastPublication(redis).publish(run.runId(), run.sequence());
    try (Connection connection = postgres.connect()) {
      new RunTable(connection).publish(run);
    }
    runs.close();

    runs = RunLifecycle.open(postgres, redis);

    assertThat(runs.repaired()).isEmpty();
    assertThat(status(run)).isEqualTo("published");
    assertThat(current(SOME)).isEqualTo(6f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void takesBackNothingThatAnotherWriterHasMadeCurrentSince() throws Exception {
    published(ORIGIN, 5);
    ForecastRun crashed = begin(ORIGIN);
    stage(crashed, Forecasts.of(crashed, ITEMS, 6));
    audit(crashed);
    new ForecastPublication(redis).publish(crashed.runId(), crashed.sequence());
    ForecastRun stream =
        new ForecastRun("s", 1_000, RunKind.DAILY, ORIGIN + 1, HORIZON, "v1", "none");
    try (Jedis direct = redis.connect()) {
      direct.set(RedisKeys.forecast(SOME), ForecastCodec.encode(Forecasts.one(stream, SOME, 9)));
    }
    runs.close();

    runs = RunLifecycle.open(postgres, redis);

    assertThat(current(SOME)).isEqualTo(9f);
    assertThat(current(new SeriesKey("west", "item3"))).isEqualTo(5f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void redisDownAtPublishChangesNothingInPostgres() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    Path out = Files.writeString(folder.resolve("out.csv"), "earlier");
    ForecastCsv csv = ForecastCsv.write(postgres, run, out);
    servers.redisLine.cut();

    assertThatThrownBy(() -> runs.publish(run, audit, List.of(csv)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("earlier forecasts stay in place")
        .hasMessageContaining("Redis at 127.0.0.1:" + servers.redisLine.port())
        .hasMessageContaining("Check that it runs");

    servers.redisLine.mend();
    assertThat(out).hasContent("earlier");
    runs.close();
    runs = RunLifecycle.open(postgres, redis);
    assertIntact(earlier, run);
  }

  @Test
  void postgresDownAtPublishChangesNothingInRedis() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    servers.postgresLine.cut();

    assertThatThrownBy(() -> runs.publish(run, audit, List.of()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("PostgreSQL at 127.0.0.1:" + servers.postgresLine.port())
        .hasMessageContaining("Check that it runs");
    assertThat(current(SOME)).isEqualTo(5f);

    servers.postgresLine.mend();
    runs.close();
    runs = RunLifecycle.open(postgres, redis);
    assertThat(runs.repaired()).containsExactly(run.runId());
    assertIntact(earlier, run);
  }

  @Test
  void aCommitWhoseAnswerIsLostForGoodIsDecidedByTheNextStart() throws Exception {
    published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    List<PublishStep> steps = List.of(new BrokenLine(servers.postgresLine::loseNextAnswerForGood));

    assertThatThrownBy(() -> runs.publish(run, audit, steps))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("not known yet")
        .hasMessageContaining("Start PostgreSQL and run the command again");
    runs.fail(run, "what a caller does with any exception");
    assertThat(current(SOME)).isEqualTo(6f);

    servers.postgresLine.mend();
    runs.close();
    runs = RunLifecycle.open(postgres, redis);
    assertThat(status(run)).isEqualTo("published");
    assertThat(current(SOME)).isEqualTo(6f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsAskedFor() throws Exception {
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));

    runs.publish(run, audit(run), List.of(new BrokenLine(servers.postgresLine::loseNextAnswer)));

    assertThat(status(run)).isEqualTo("published");
    assertThat(current(SOME)).isEqualTo(6f);
    assertNothingLeftInRedis(SERIES);
  }

  @Test
  void aCommitThatNeverArrivesIsTakenBack() throws Exception {
    ForecastRun earlier = published(ORIGIN, 5);
    ForecastRun run = begin(ORIGIN);
    stage(run, Forecasts.of(run, ITEMS, 6));
    Audit audit = audit(run);
    List<PublishStep> steps = List.of(new BrokenLine(servers.postgresLine::hangUp));

    assertThatThrownBy(() -> runs.publish(run, audit, steps))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("earlier forecasts stay in place");

    assertIntact(earlier, run);
  }

  private interface Break {
    void run() throws IOException;
  }

  /** Breaks the line to PostgreSQL when all statements but COMMIT have been answered. */
  private record BrokenLine(Break action) implements PublishStep {
    @Override
    public String name() {
      return "a broken line";
    }

    @Override
    public void publish() throws IOException {
      action.run();
    }

    @Override
    public void undo() {}
  }
}
