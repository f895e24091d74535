package io.warecast.domain.run;

import java.util.Locale;

/** Where a run stands; only the forecasts of a published run count. */
public enum RunStatus {
  /** Begun; its forecasts are being written where nobody sees them. */
  RUNNING,
  /** All its forecasts are written and have passed the audit. */
  STAGED,
  /** What readers see for its origin. */
  PUBLISHED,
  /** Was published until a later run of the same kind and origin was. */
  SUPERSEDED,
  /** Refused, broken or crashed; nothing of it was ever, or is still, seen. */
  FAILED;

  /** The name that JSON, SQL and metrics use. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a wire name. */
  public static RunStatus ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
