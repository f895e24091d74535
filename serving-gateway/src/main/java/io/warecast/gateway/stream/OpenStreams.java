package io.warecast.gateway.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams of one event loop that are open; their number in all loops together is bounded. */
public final class OpenStreams {

  private final AtomicInteger inAllLoops;
  private final int most;
  private final Set<ForecastStream> streams = new HashSet<>();

  /**
   * None is open yet.
   *
   * @param inAllLoops counts the open streams of the whole gateway
   */
  public OpenStreams(AtomicInteger inAllLoops, int most) {
    this.inAllLoops = inAllLoops;
    this.most = most;
  }

  /** False when there are too many. */
  boolean add(ForecastStream stream) {
    if (inAllLoops.incrementAndGet() > most) {
      inAllLoops.decrementAndGet();
      return false;
    }
    return streams.add(stream);
  }

  void remove(ForecastStream stream) {
    if (streams.remove(stream)) {
      inAllLoops.decrementAndGet();
    }
  }

  /** Ends all of them, since the gateway stops. */
  public void end() {
    List.copyOf(streams).forEach(stream -> stream.end("the gateway stops"));
  }
}
