package io.warecast.benchmarks;

import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ContinuousForecastJob;
import io.warecast.pipeline.job.ContinuousOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/**
 * The whole continuous job over a generated lake, with its forecasts of the lake's last day made.
 */
final class ContinuousRun implements AutoCloseable {

  private static final int TRAINING_SERIES = 1_000;
  private static final long SOON = 30_000;

  private final BenchServers servers;
  private final JobClient client;

  private ContinuousRun(BenchServers servers, JobClient client) {
    this.servers = servers;
    this.client = client;
  }

  /** Writes the lake and trains the model. */
  static void prepare(
      BenchServers servers, GeneratedSeries series, boolean quick, Consumer<String> notes) {
    notes.accept("writing a lake of %,d series and training a model".formatted(series.count()));
    GeneratedLake.write(series, servers.targets().lake());
    BenchModel.train(
        servers.targets().registry(), series.first(TRAINING_SERIES), BenchModel.config(quick));
  }

  /** First moment that is not in the lake. */
  static long firstMoment(GeneratedSeries series) {
    Warehouse warehouse = series.calendars().get(0).warehouse();
    return warehouse.endOfDay(GeneratedSeries.LAST_DAY) + 1;
  }

  /** Starts the job and waits until every series is served from the lake's history. */
  static ContinuousRun seeded(BenchServers servers, GeneratedSeries series) throws Exception {
    // The first order tells that a new day has begun.
    try (OrderFeed first = OrderFeed.live(servers.kafka())) {
      SeriesKey key = series.key(0);
      first.sendToEveryPartition(key, firstMoment(series) + SOON);
    }
    ContinuousRun run = submit(servers, Optional.empty());
    try (ServedGenerations served = new ServedGenerations(servers.targets().redis())) {
      served.awaitKeys(2 * Lake.at(servers.targets().lake()).seriesCount());
    }
    return run;
  }

  /** Starts it, from a checkpoint if one is given, and waits until all its tasks run. */
  static ContinuousRun submit(BenchServers servers, Optional<Path> checkpoint) throws Exception {
    StreamExecutionEnvironment env = servers.flink().apply(checkpoint);
    ContinuousOptions options =
        CommandLine.populateCommand(new ContinuousOptions(), "--model", BenchModel.NAME);
    ContinuousForecastJob.build(env, servers.targets(), servers.kafka(), options);
    ContinuousRun run = new ContinuousRun(servers, env.executeAsync("bench"));
    run.rest().awaitRunning();
    return run;
  }

  FlinkRest rest() {
    return new FlinkRest(servers.web(), client.getJobID());
  }

  /** Cancels the job; its checkpoints are kept. */
  @Override
  public void close() throws Exception {
    client.cancel().get();
    Waiting.until(
        "the job is cancelled", 20, () -> client.getJobStatus().get() == JobStatus.CANCELED);
  }
}
