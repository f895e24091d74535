package io.warecast.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The limit of this gateway alone, for while Redis is away. Kept like the one in Redis: as the time
 * at which the bucket is full again (generic cell rate algorithm, ITU-T I.371).
 */
final class LocalBuckets {

  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_SUBJECTS = 100_000;

  private final double nanosEach;
  private final LongSupplier clock;
  private final LoadingCache<String, AtomicLong> fullAt;

  /** Takes a clock in nanoseconds. */
  LocalBuckets(int requestsPerMinute, LongSupplier clock) {
    this.nanosEach = (double) WINDOW_NANOS / requestsPerMinute;
    this.clock = clock;
    this.fullAt =
        Caffeine.newBuilder()
            .maximumSize(MOST_SUBJECTS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build(subject -> new AtomicLong(clock.getAsLong()));
  }

  /** Takes one request out of a subject's bucket. Of use on any thread. */
  Grant take(String subject) {
    AtomicLong full = fullAt.get(subject);
    while (true) {
      long now = clock.getAsLong();
      long before = full.get();
      long start = before - now < 0 ? now : before;
      long next = start + Math.max(1, (long) nanosEach);
      long room = now + WINDOW_NANOS - next;
      if (room < 0) {
        return new Grant(0, 0, millis(start - now), millis(-room));
      }
      if (full.compareAndSet(before, next)) {
        return new Grant(1, (long) (room / nanosEach), millis(next - now), 0);
      }
    }
  }

  private static long millis(long nanos) {
    return (nanos + 999_999) / 1_000_000;
  }
}
