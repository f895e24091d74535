package io.warecast.domain.forecast;

import java.util.Locale;

/** What made a forecast, best first. */
public enum Tier {
  /** A trained model. */
  MODEL,
  /** Means of the same weekday, for series without a usable model or history. */
  SEASONAL;

  /** The name that JSON, SQL and metrics use. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The tier of a wire name. */
  public static Tier ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
