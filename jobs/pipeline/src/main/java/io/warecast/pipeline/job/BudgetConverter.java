package io.warecast.pipeline.job;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 10m}, {@code 2h} or an ISO duration. */
final class BudgetConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      String iso = text.startsWith("P") || text.startsWith("p") ? text : "PT" + text;
      Duration budget = Duration.parse(iso);
      if (!budget.isNegative()) {
        return budget;
      }
    } catch (DateTimeParseException e) {
      // Said below, as for a negative one.
    }
    throw new TypeConversionException(
        "'" + text + "' is not a time. It takes one such as 90s, 10m or 2h.");
  }
}
