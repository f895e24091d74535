package io.warecast.gateway.limit;

import io.warecast.domain.ActionableException;

/**
 * How much one caller may ask, and how long a request may be before its body.
 *
 * @param requestsPerMinute of one subject over all gateways; they come back evenly over the minute.
 *     1 to 100,000,000
 * @param maxHeaderBytes of all headers together, 1 KiB to 64 KiB
 * @param maxUriBytes of the request line, 256 to 64 KiB
 * @param maxBatch most entries in one request of several series, 1 to 10,000
 */
public record LimitConfig(
    int requestsPerMinute, int maxHeaderBytes, int maxUriBytes, int maxBatch) {

  /** 60,000 requests a minute, 16 KiB of headers, a line of 4 KiB, batches of 500. */
  public static final LimitConfig STANDARD = new LimitConfig(60_000, 16 << 10, 4 << 10, 500);

  public LimitConfig {
    requireRange("limits.requests-per-minute", requestsPerMinute, 1, 100_000_000);
    requireRange("limits.max-header-bytes", maxHeaderBytes, 1 << 10, 64 << 10);
    requireRange("limits.max-uri-bytes", maxUriBytes, 256, 64 << 10);
    requireRange("limits.max-batch", maxBatch, 1, 10_000);
  }

  /** With another rate. */
  public LimitConfig withRequestsPerMinute(int requests) {
    return new LimitConfig(requests, maxHeaderBytes, maxUriBytes, maxBatch);
  }

  private static void requireRange(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ActionableException(
          "%s is %d; it takes %d to %d".formatted(key, value, least, most));
    }
  }
}
