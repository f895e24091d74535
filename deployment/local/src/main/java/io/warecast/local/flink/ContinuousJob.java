package io.warecast.local.flink;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.Home;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.ContinuousForecastJob;
import io.warecast.pipeline.job.ContinuousOptions;
import io.warecast.pipeline.job.ForecastTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The continuous job of a home. It goes on from its last checkpoint as long as the lake is the one
 * that it started from, and starts from the lake otherwise.
 */
public final class ContinuousJob {

  private static final String NAME = "continuous forecast";
  private static final long POLL_MILLIS = 100;

  private final JobClient client;
  private final boolean isContinued;

  private ContinuousJob(JobClient client, boolean isContinued) {
    this.client = client;
    this.isContinued = isContinued;
  }

  /**
   * Submits the job and waits until it runs.
   *
   * @throws ActionableException when it cannot start
   */
  public static ContinuousJob submit(
      LocalFlink flink,
      Home home,
      ForecastTargets targets,
      KafkaConfig kafka,
      ContinuousOptions options)
      throws Exception {
    Lake lake = Lake.at(targets.lake());
    Optional<Path> checkpoint = checkpointOf(home, kafka, lake.snapshot());
    if (checkpoint.isEmpty()) {
      // All orders since the lake's history are read again, and written there again.
      lake.streamOrders().deleteAll();
      lake.intervalFactors().deleteAll();
    }
    StreamExecutionEnvironment env = flink.environment(FlinkMode.STREAMING, checkpoint);
    ContinuousForecastJob.build(env, targets, kafka, options);
    JobClient client = env.executeAsync(NAME);
    for (JobStatus status = status(client); status != JobStatus.RUNNING; status = status(client)) {
      if (status.isTerminalState()) {
        throw new ActionableException(
            "the continuous job did not start (%s): see %s".formatted(status, home.logs()));
      }
      Thread.sleep(POLL_MILLIS);
    }
    return new ContinuousJob(client, checkpoint.isPresent());
  }

  /** Whether it goes on from a checkpoint rather than from the lake alone. */
  public boolean isContinued() {
    return isContinued;
  }

  /** The job's id, in hex. */
  public String id() {
    return client.getJobID().toHexString();
  }

  private static JobStatus status(JobClient client) throws Exception {
    return client.getJobStatus().get();
  }

  private static Optional<Path> checkpointOf(Home home, KafkaConfig kafka, String lakeSnapshot)
      throws Exception {
    Path startedFrom = home.flink().resolve("started-from");
    try {
      boolean isSame =
          Files.exists(startedFrom) && Files.readString(startedFrom).equals(lakeSnapshot);
      if (isSame) {
        return LastCheckpoint.in(home);
      }
      if (Files.exists(startedFrom)) {
        // Orders on top of another history: they would be counted on top of this one.
        OldOrders.delete(kafka);
      }
      LastCheckpoint.forgetAll(home);
      Files.writeString(startedFrom, lakeSnapshot);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + startedFrom, e);
    }
  }
}
