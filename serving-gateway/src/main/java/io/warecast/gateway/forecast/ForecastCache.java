package io.warecast.gateway.forecast;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.warecast.domain.series.SeriesKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The first cache of forecasts, shared by all event loops. It is used while changes in Redis reach
 * it; what it held before is kept apart, for when Redis is away.
 *
 * <p>A value read from Redis enters only if nothing has changed the key since before it was read:
 * see {@link #stamp}.
 */
public final class ForecastCache {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int STRIPES = 1 << 14;
  private static final int NEVER = -1;

  private final Cache<SeriesKey, Entry> entries;
  private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder evictions;
  private volatile boolean following;
  private final AtomicLong epoch = new AtomicLong();

  /** When the reading of a value began. */
  public record Stamp(long epoch, long change) {}

  private record Entry(EncodedForecast value, long epoch) {}

  private final boolean isOff;

  private ForecastCache(boolean isOff, Cache<SeriesKey, Entry> entries, LongAdder evictions) {
    this.isOff = isOff;
    this.entries = entries;
    this.evictions = evictions;
  }

  /** A cache of at most so many bytes; of 0 it holds nothing. */
  public static ForecastCache create(long bytes) {
    LongAdder evictions = new LongAdder();
    return new ForecastCache(
        bytes == 0,
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((SeriesKey key, Entry entry) -> entry.value().weight())
            .expireAfterWrite(LIFETIME)
            .evictionListener((key, entry, cause) -> evictions.increment())
            .executor(Runnable::run)
            .build(),
        evictions);
  }

  /** What a series has now; null when that must be asked of Redis. */
  public @Nullable EncodedForecast find(SeriesKey key) {
    if (following) {
      Entry entry = entries.getIfPresent(key);
      if (entry != null && entry.epoch() == epoch.get()) {
        hits.increment();
        return entry.value();
      }
    }
    misses.increment();
    return null;
  }

  /** To be taken before Redis is asked, and given to {@link #put} with the answer. */
  public Stamp stamp(SeriesKey key) {
    return new Stamp(epoch.get(), changes.get(stripe(key)));
  }

  /** Keeps what Redis has answered, unless the key has changed since. */
  public void put(SeriesKey key, Stamp stamp, EncodedForecast value) {
    if (isOff) {
      return;
    }
    entries
        .asMap()
        .compute(
            key, (same, old) -> stamp.equals(stamp(key)) ? new Entry(value, stamp.epoch()) : old);
  }

  /** What was last known of a series, however old. */
  public Optional<EncodedForecast> lastKnown(SeriesKey key) {
    return Optional.ofNullable(entries.getIfPresent(key)).map(Entry::value);
  }

  /** The key has changed in Redis: what is kept of it is only what was last known. */
  void changed(SeriesKey key) {
    changes.incrementAndGet(stripe(key));
    entries.asMap().computeIfPresent(key, (same, old) -> new Entry(old.value(), NEVER));
  }

  /** From now on changes are missed: nothing that is kept counts any more. */
  void lose() {
    following = false;
    epoch.incrementAndGet();
  }

  /** From now on changes arrive; what was read before counts no more. */
  void follow() {
    epoch.incrementAndGet();
    following = true;
  }

  public boolean isFollowing() {
    return following;
  }

  public long size() {
    return entries.estimatedSize();
  }

  public long hits() {
    return hits.sum();
  }

  public long misses() {
    return misses.sum();
  }

  /** Entries that had to go, for want of room or for their age. */
  public long evictions() {
    return evictions.sum();
  }

  private static int stripe(SeriesKey key) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }
}
