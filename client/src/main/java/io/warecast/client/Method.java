package io.warecast.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The forecaster. */
public enum Method {
  @JsonProperty("xgboost")
  XGBOOST,
  @JsonProperty("seasonal")
  SEASONAL,
  /** Of group series. */
  @JsonProperty("group")
  GROUP,
  @JsonProperty("weekday-mean")
  WEEKDAY_MEAN,
  @JsonProperty("like-items")
  LIKE_ITEMS,
  @JsonProperty("smoothing")
  SMOOTHING,
  @JsonProperty("croston-tsb")
  CROSTON_TSB,
  @JsonProperty("last-week")
  LAST_WEEK,
  /** A word of a newer gateway. */
  @JsonEnumDefaultValue
  OTHER
}
