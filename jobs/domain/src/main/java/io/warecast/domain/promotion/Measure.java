package io.warecast.domain.promotion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What forecasts of a segment were measured by. */
public enum Measure {
  /** Scaled squared error, weighted by the series' turnover or units; lower is better. */
  WRMSSE,
  /** Scaled squared error, each series alike; lower is better. */
  RMSSE,
  /** Absolute error as a share of the units; lower is better. */
  WAPE,
  /** Pinball loss over all quantile levels, scaled; lower is better. */
  PINBALL,
  /** Error of the sum as a share of the units; best at 0. */
  BIAS,
  /** Share of days inside the interval that claims 95 %. */
  COVERAGE_95,
  /** Share of days inside the interval that claims 50 %. */
  COVERAGE_50;

  /** The name that JSON and SQL use. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The measure of a wire name. */
  @JsonCreator
  public static Measure ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
