package io.warecast.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What made a forecast. */
public enum Tier {
  @JsonProperty("model")
  MODEL,
  /** Where no model can. */
  @JsonProperty("seasonal")
  SEASONAL,
  /** A word of a newer gateway. */
  @JsonEnumDefaultValue
  OTHER
}
