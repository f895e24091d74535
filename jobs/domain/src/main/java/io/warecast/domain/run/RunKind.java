package io.warecast.domain.run;

import java.util.Locale;

/** What a run makes. At most one batch run of a kind is under way at a time. */
public enum RunKind {
  /** Forecasts of all series from the close of one day. */
  DAILY,
  /**
   * Forecasts of all series from the close of one day, made by the continuous job as each warehouse
   * closes it: published from its first forecast on.
   */
  CONTINUOUS;

  /** The name that JSON, SQL and metrics use. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a wire name. */
  public static RunKind ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
