package io.warecast.gateway.forecast;

import java.util.Locale;

/** Where the gateway had a forecast from. */
public enum Source {
  /** The cache, which changes in Redis reach at once. */
  CACHE,
  REDIS,
  /** The newest published forecast, while Redis is away or has lost it. */
  POSTGRES,
  /** The cache as it was before Redis was lost. */
  LAST_KNOWN,
  /** Made by the stream job for this request. */
  ON_DEMAND,
  /** Weekday means of the last forecast that this gateway has seen: everything is away. */
  DEFAULT;

  /** The name that JSON and metrics use. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
