package io.warecast.domain;

/**
 * A failure that the person who started the work can mend: its message says what was wrong, where,
 * and what to do. Commands print the message without a stack trace and exit with a non-zero code.
 */
public final class ActionableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ActionableException(String message) {
    super(message);
  }

  public ActionableException(String message, Throwable cause) {
    super(message, cause);
  }
}
