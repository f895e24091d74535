package io.warecast.pipeline.connector.delivery;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Runs what others send to it when it is told to, as a task does between two records. Who is tested
 * with it must not yield: that would run other work of the task in the middle of a record.
 */
final class ManualTask implements MailboxExecutor {

  private final LinkedBlockingQueue<ThrowingRunnable<? extends Exception>> mails =
      new LinkedBlockingQueue<>();

  @Override
  public void execute(
      MailOptions options,
      ThrowingRunnable<? extends Exception> command,
      String description,
      Object... arguments) {
    mails.add(command);
  }

  /** Runs the next one, which may be under way still. */
  void runNext() throws Exception {
    ThrowingRunnable<? extends Exception> mail = mails.poll(30, TimeUnit.SECONDS);
    if (mail == null) {
      throw new IllegalStateException("nothing was sent");
    }
    mail.run();
  }

  @Override
  public void yield() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean tryYield() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean shouldInterrupt() {
    return false;
  }
}
