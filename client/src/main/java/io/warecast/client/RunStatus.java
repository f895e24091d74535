package io.warecast.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a run has come. */
public enum RunStatus {
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("staged")
  STAGED,
  @JsonProperty("published")
  PUBLISHED,
  @JsonProperty("superseded")
  SUPERSEDED,
  @JsonProperty("failed")
  FAILED,
  /** A word of a newer gateway. */
  @JsonEnumDefaultValue
  OTHER
}
