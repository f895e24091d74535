package io.warecast.domain.run;

import java.util.Optional;

/**
 * One thing that an audit looked at.
 *
 * @param value what was found
 * @param limit what would have passed, for people: {@code = 30490}, {@code <= 0.2}
 * @param detail where to look when it did not pass; empty when there is nothing to say
 */
public record AuditCheck(String name, boolean passed, double value, String limit, String detail) {

  private static final String LEVEL = "level of warehouse ";

  /** The name of the check that the forecasts of a warehouse are of their usual size. */
  public static String levelOf(String warehouseId) {
    return LEVEL + warehouseId;
  }

  /** The warehouse that the check of this name is about; empty when it is about all of them. */
  public static Optional<String> warehouseOf(String name) {
    return name.startsWith(LEVEL) ? Optional.of(name.substring(LEVEL.length())) : Optional.empty();
  }

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
