package io.warecast.domain.deadletter;

/**
 * A record that cannot be used. Without a stack trace: hostile records may come at any rate, and
 * the place in the code that found one out tells nothing.
 */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;

  /**
   * A refusal for {@code reason}.
   *
   * @param detail for people: which field, what was found, what was expected
   */
  public RefusedException(RefusalReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public RefusalReason reason() {
    return reason;
  }

  /** For people: which field, what was found, what was expected. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
