package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.pipeline.operator.SeriesOperator;
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
   * @param series that the job is to work through, 0 when not known
   * @throws ActionableException what the job itself says failed
   */
  static JobExecutionResult run(
      StreamExecutionEnvironment env, String name, long series, ProgressListener listener) {
    try {
      JobClient client = env.executeAsync(name);
      CompletableFuture<JobExecutionResult> result = client.getJobExecutionResult();
      while (true) {
        try {
          JobExecutionResult ended = result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
          listener.progressed(name, series, series);
          return ended;
        } catch (TimeoutException stillRunning) {
          listener.progressed(name, seriesDone(client), series);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActionableException(name + " was interrupted: run it again", e);
    } catch (Exception e) {
      throw failure(name, e);
    }
  }

  /** Series that a finished job has handed to its function. */
  static long seriesDone(JobExecutionResult result) {
    return count(result.getAllAccumulatorResults());
  }

  private static long seriesDone(JobClient client) throws InterruptedException {
    try {
      return count(client.getAccumulators().get());
    } catch (ExecutionException notYetKnown) {
      return 0;
    }
  }

  private static long count(Map<String, Object> accumulators) {
    return accumulators.getOrDefault(SeriesOperator.SERIES_DONE, 0L) instanceof Long done
        ? done
        : 0;
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
