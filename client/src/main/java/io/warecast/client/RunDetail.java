package io.warecast.client;

import java.util.List;
import java.util.Optional;

/** A run with its audit. */
public record RunDetail(Run run, List<Check> checks) {

  /**
   * One check of the audit.
   *
   * @param value a number or a text
   */
  public record Check(
      String name,
      boolean passed,
      Optional<Object> value,
      Optional<String> limit,
      Optional<String> detail) {}
}
