package io.warecast.client;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How the served forecasts of a warehouse have done, by day. */
public record LiveAccuracy(
    String warehouseId, String demandClass, int lead, List<DayMeasures> days) {

  /** Measures by name, such as {@code wape}, {@code bias}, {@code coverage_95}. */
  public record DayMeasures(LocalDate date, Map<String, OptionalDouble> measures) {}
}
