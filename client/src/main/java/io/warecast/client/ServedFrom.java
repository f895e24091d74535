package io.warecast.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a gateway had a forecast, or features, from. */
public enum ServedFrom {
  /** Kept true by the stream of changes. */
  @JsonProperty("cache")
  CACHE,
  @JsonProperty("redis")
  REDIS,
  /** Redis is away, or has lost it. */
  @JsonProperty("postgres")
  POSTGRES,
  /** The cache of before Redis was lost. */
  @JsonProperty("last-known")
  LAST_KNOWN,
  /** Made by the stream job for this request. */
  @JsonProperty("on-demand")
  ON_DEMAND,
  /** Everything is away: weekday means of the last forecast that the gateway has seen. */
  @JsonProperty("default")
  DEFAULT,
  /** A word of a newer gateway. */
  @JsonEnumDefaultValue
  OTHER
}
