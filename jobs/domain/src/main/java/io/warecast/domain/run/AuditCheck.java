package io.warecast.domain.run;

/**
 * One thing that an audit looked at.
 *
 * @param value what was found
 * @param limit what would have passed, for people: {@code = 30490}, {@code <= 0.2}
 * @param detail where to look when it did not pass; empty when there is nothing to say
 */
public record AuditCheck(String name, boolean passed, double value, String limit, String detail) {

  /** One line for people. */
  public String describe() {
    return "%s: %s, must be %s%s"
        .formatted(name, number(value), limit, detail.isEmpty() ? "" : " (" + detail + ")");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : "%.4g".formatted(value);
  }
}
