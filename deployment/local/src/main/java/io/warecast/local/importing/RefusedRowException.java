package io.warecast.local.importing;

/** Says why a row cannot be used. Stackless: there may be many, and the row is what counts. */
final class RefusedRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedRowException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
