package io.warecast.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.warecast.gateway.forecast.RedisConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts each subject's requests against the limit that all gateways share. Requests are taken from
 * Redis in blocks, ahead of their use, so that most are allowed without asking. A block is a two
 * hundredth of the limit, 500 at most: so much of it may lie unused on each event loop of each
 * gateway. While Redis is away the limit holds for this gateway alone. Belongs to one event loop.
 */
public final class RateLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);
  private static final int SHARE = 200;
  private static final int LARGEST_BLOCK = 500;
  private static final int MOST_SUBJECTS = 100_000;
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final SharedBuckets shared;
  private final LocalBuckets local;
  private final int block;
  private final LoadingCache<String, Lease> leases =
      Caffeine.newBuilder()
          .maximumSize(MOST_SUBJECTS)
          .expireAfterAccess(Duration.ofMinutes(1))
          .executor(Runnable::run)
          .build(Lease::new);
  private boolean away;
  private long askAgainAt;

  RateLimiter(SharedBuckets shared, LocalBuckets local, int requestsPerMinute) {
    this.shared = shared;
    this.local = local;
    this.block = Math.max(1, Math.min(LARGEST_BLOCK, requestsPerMinute / SHARE));
  }

  /** Opens no connection yet. */
  public static RateLimiter create(Vertx vertx, RedisConfig redis, Buckets process) {
    int rate = process.config().requestsPerMinute();
    return new RateLimiter(new SharedBuckets(vertx, redis, rate), process.local(), rate);
  }

  /** What a subject has been given and not used. */
  private static final class Lease {
    final String subject;
    long unused;
    Grant last = new Grant(0, 0, 0, 0);
    long refusedUntil;
    boolean isRefused;
    @Nullable Future<Void> question;

    Lease(String subject) {
      this.subject = subject;
    }

    /** Of a request that was allowed. */
    Grant use() {
      unused--;
      return new Grant(1, unused + last.remaining(), last.fullInMillis(), 0);
    }

    /** Of one that is not; null when it is time to ask again. */
    @Nullable Grant refusal(long now) {
      long millis = (refusedUntil - now + 999_999) / 1_000_000;
      return isRefused && millis > 0 ? new Grant(0, 0, last.fullInMillis(), millis) : null;
    }
  }

  /** Counts a request without asking anybody; null when that takes {@link #ask}. */
  @Nullable Grant takeNow(String subject) {
    long now = System.nanoTime();
    if (away && now - askAgainAt < 0) {
      return local.take(subject);
    }
    Lease lease = leases.get(subject);
    if (lease.unused > 0) {
      Grant used = lease.use();
      if (lease.unused < block / 2 && lease.question == null && lease.refusal(now) == null) {
        refill(lease);
      }
      return used;
    }
    return lease.refusal(now);
  }

  /** Counts a request after asking Redis; never fails. */
  Future<Grant> ask(String subject) {
    Lease lease = leases.get(subject);
    Future<Void> question = lease.question == null ? refill(lease) : lease.question;
    return question.compose(
        answered -> {
          Grant grant = takeNow(subject);
          return grant == null ? ask(subject) : Future.succeededFuture(grant);
        });
  }

  private Future<Void> refill(Lease lease) {
    Future<Void> question =
        shared
            .take(lease.subject, block)
            .<Void>map(
                grant -> {
                  credit(lease, grant);
                  return null;
                })
            .otherwise(
                e -> {
                  goOnAlone(e);
                  return null;
                });
    lease.question = question;
    return question.onComplete(done -> lease.question = null);
  }

  private void credit(Lease lease, Grant grant) {
    lease.last = grant;
    lease.unused += grant.granted();
    lease.isRefused = grant.granted() == 0;
    lease.refusedUntil = System.nanoTime() + grant.retryInMillis() * 1_000_000;
    if (away) {
      away = false;
      LOG.info("rate limits are shared with the other gateways again");
    }
  }

  private void goOnAlone(Throwable cause) {
    askAgainAt = System.nanoTime() + PAUSE_NANOS;
    if (!away) {
      away = true;
      LOG.warn("rate limits hold for this gateway alone until Redis answers: {}", cause.toString());
    }
  }

  /** Connects ahead of the first request, whatever comes of it. */
  public Future<Void> connect() {
    return shared.take("", 0).<Void>mapEmpty().otherwiseEmpty();
  }

  public Future<Void> close() {
    return shared.close();
  }
}
