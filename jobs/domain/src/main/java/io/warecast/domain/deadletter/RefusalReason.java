package io.warecast.domain.deadletter;

import java.util.Locale;

/** Why a record cannot be used. */
public enum RefusalReason {
  /** No bytes. */
  EMPTY,
  /** Longer than any record of its topic may be. */
  TOO_LARGE,
  /** Not JSON. */
  MALFORMED,
  /** JSON of another form: a field is missing, or of another type. */
  INVALID,
  UNKNOWN_WAREHOUSE,
  /** Zero, not finite, or beyond what one order can be. */
  BAD_QUANTITY,
  /** Before any order can have been, or after it arrived. */
  BAD_TIME,
  /** Its event was counted already. */
  DUPLICATE,
  /** Its day was closed longer ago than corrections are taken. */
  LATE,
  /** Its time says that the history that the job started from holds it. */
  IN_HISTORY,
  /** A model that cannot be loaded or whose features are not ours. */
  BAD_MODEL;

  /** The name that JSON, SQL and metrics use. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
