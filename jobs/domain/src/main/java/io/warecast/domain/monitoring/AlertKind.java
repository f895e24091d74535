package io.warecast.domain.monitoring;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an alert is raised for. */
public enum AlertKind {
  /** Intervals cover more or less than they claim, in the mean of a week. */
  COVERAGE,
  /** Forecasts of a warehouse are too high or too low, day after day. */
  RESIDUAL_DRIFT,
  /** A feature is distributed otherwise than in the model's training. */
  FEATURE_DRIFT;

  /** The name that JSON and SQL use. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
