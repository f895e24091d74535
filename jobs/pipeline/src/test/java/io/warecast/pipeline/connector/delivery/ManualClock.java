package io.warecast.pipeline.connector.delivery;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Processing time whose timers fire, and a task whose work runs, when a test says so. */
public final class ManualClock implements ProcessingTimeService {

  private final List<ProcessingTimeCallback> timers = new ArrayList<>();
  private final ManualTask task = new ManualTask();

  /** A writer of a sink that has this clock, its task and nothing else. */
  public <T> SinkWriter<T> writer(Sink<T> sink) throws IOException {
    return sink.createWriter(
        (WriterInitContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {WriterInitContext.class},
                (proxy, method, arguments) ->
                    method.getReturnType() == MailboxExecutor.class ? task : this));
  }

  /** Fires all timers that are set, which makes a writer send, and waits until it has sent. */
  public void fireAndSend() throws Exception {
    fire();
    task.runNext();
  }

  /** Fires all timers that are set. */
  public void fire() throws Exception {
    List<ProcessingTimeCallback> due = List.copyOf(timers);
    timers.clear();
    for (ProcessingTimeCallback timer : due) {
      timer.onProcessingTime(0);
    }
  }

  public int timers() {
    return timers.size();
  }

  @Override
  public long getCurrentProcessingTime() {
    return 0;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
    timers.add(target);
    return new Timer(() -> timers.remove(target));
  }

  private record Timer(Runnable remove) implements ScheduledFuture<Object> {

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      remove.run();
      return true;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public Object get() throws InterruptedException, ExecutionException {
      return new CompletableFuture<>().get();
    }

    @Override
    public Object get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return new CompletableFuture<>().get(timeout, unit);
    }
  }
}
