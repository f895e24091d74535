package io.warecast.gateway.limit;

/**
 * What all event loops of a gateway share of its rate limits.
 *
 * @param local the limit for while Redis is away
 */
public record Buckets(LimitConfig config, LocalBuckets local) {

  public static Buckets create(LimitConfig config) {
    return new Buckets(config, new LocalBuckets(config.requestsPerMinute(), System::nanoTime));
  }
}
