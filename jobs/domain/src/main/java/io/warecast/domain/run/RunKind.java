package io.warecast.domain.run;

import java.util.Locale;

/** What a batch run makes. At most one run of a kind is under way at a time. */
public enum RunKind {
  /** Forecasts of all series from the close of one day. */
  DAILY;

  /** The name that JSON, SQL and metrics use. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a wire name. */
  public static RunKind ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
