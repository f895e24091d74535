package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.pipeline.job.ProgressListener.Stage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** Runs the job that an environment holds to its end, telling how far it has come. */
final class BoundedExecution {

  private static final long POLL_MILLIS = 500;

  private BoundedExecution() {}

  /**
   * Waits for the end of the job.
   *
   * @param stages of the job in their order
   * @throws ActionableException what the job itself says failed
   */
  static JobExecutionResult run(
      StreamExecutionEnvironment env, String name, List<Stage> stages, ProgressListener listener) {
    try {
      JobClient client = env.executeAsync(name);
      CompletableFuture<JobExecutionResult> result = client.getJobExecutionResult();
      while (true) {
        try {
          JobExecutionResult ended = result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
          tell(listener, stages, ended.getAllAccumulatorResults());
          return ended;
        } catch (TimeoutException stillRunning) {
          tell(listener, stages, accumulators(client));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActionableException(name + " was interrupted: run it again", e);
    } catch (Exception e) {
      throw failure(name, e);
    }
  }

  /** What an accumulator of a finished job has counted. */
  static long count(JobExecutionResult result, String accumulator) {
    return count(result.getAllAccumulatorResults(), accumulator);
  }

  /** Tells of the first stage that is not at its end, or of the last. */
  private static void tell(
      ProgressListener listener, List<Stage> stages, Map<String, Object> accumulators) {
    for (Stage stage : stages) {
      long done = count(accumulators, stage.accumulator());
      boolean isLast = stage.equals(stages.get(stages.size() - 1));
      if (isLast || done < stage.total()) {
        listener.progressed(stage, done);
        return;
      }
    }
  }

  private static Map<String, Object> accumulators(JobClient client) throws InterruptedException {
    try {
      return client.getAccumulators().get();
    } catch (ExecutionException | IllegalStateException unknown) {
      // Not yet, or no more: a cluster made for one job ends with it. The result will tell.
      return Map.of();
    }
  }

  private static long count(Map<String, Object> accumulators, String name) {
    return accumulators.getOrDefault(name, 0L) instanceof Long done ? done : 0;
  }

  private static RuntimeException failure(String name, Exception e) {
    return ExceptionUtils.findThrowableSerializedAware(
            e, ActionableException.class, BoundedExecution.class.getClassLoader())
        .map(cause -> new ActionableException(String.valueOf(cause.getMessage()), e))
        .orElseGet(() -> new ActionableException(name + " failed: " + rootMessage(e), e));
  }

  private static String rootMessage(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
