package io.warecast.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lines of a body that somebody waits for; no more are fetched ahead than a bound. */
final class LineQueue implements Flow.Subscriber<String> {

  private static final int AHEAD = 256;

  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.set(given);
    given.request(AHEAD);
  }

  @Override
  public void onNext(String line) {
    lines.add(Optional.of(line));
  }

  @Override
  public void onError(Throwable cause) {
    onComplete();
  }

  @Override
  public void onComplete() {
    lines.add(Optional.empty());
  }

  /** The next line; empty when there is none for so long, or none any more. */
  Optional<String> take(Duration longest) throws InterruptedException {
    Optional<String> line = lines.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null || line.isEmpty()) {
      return Optional.empty();
    }
    Flow.Subscription fetching = subscription.get();
    if (fetching != null) {
      fetching.request(1);
    }
    return line;
  }

  /** Ends the fetching, and the waiting of whoever waits. */
  void cancel() {
    Flow.Subscription fetching = subscription.get();
    if (fetching != null) {
      fetching.cancel();
    }
    onComplete();
  }
}
