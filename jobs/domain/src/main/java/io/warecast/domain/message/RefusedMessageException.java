package io.warecast.domain.message;

import io.warecast.domain.deadletter.RefusalReason;

/** A message that cannot be used; its message is for people: field, what was found, expected. */
public final class RefusedMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;

  RefusedMessageException(RefusalReason reason, String detail) {
    // Without a stack trace: hostile input must not cost more than good input.
    super(detail, null, false, false);
    this.reason = reason;
  }

  static RefusedMessageException invalid(String detail) {
    return new RefusedMessageException(RefusalReason.INVALID, detail);
  }

  public RefusalReason reason() {
    return reason;
  }

  /** What to write beside the reason; never empty. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
