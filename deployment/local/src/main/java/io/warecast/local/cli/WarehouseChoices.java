package io.warecast.local.cli;

import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.local.terminal.TextTable;
import io.warecast.pipeline.job.WarehouseChoice;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a training has chosen for each warehouse, as a table for people. */
final class WarehouseChoices {

  private WarehouseChoices() {}

  /** Prints nothing when models of warehouses were not asked for. */
  static void print(List<WarehouseChoice> choices, PrintStream out) {
    if (choices.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            "warehouse", "forecasts by", "wrmsse own", "of all", "in 95 %", "in 50 %", "why");
    choices.forEach(choice -> table.row(row(choice)));
    long own = choices.stream().filter(each -> !each.inUse().isEmpty()).count();
    out.printf(
        "Models of single warehouses: %d of %d use one of their own.%n", own, choices.size());
    out.print(table);
  }

  private static String[] row(WarehouseChoice choice) {
    Optional<SegmentComparison> total =
        choice
            .decision()
            .flatMap(
                each -> each.segments().stream().filter(SegmentComparison::isTotal).findFirst());
    return new String[] {
      choice.warehouseId(),
      choice.inUse().isEmpty() ? "model of all" : choice.inUse(),
      figure(total.map(each -> each.ofCandidate(Measure.WRMSSE))),
      figure(total.map(each -> each.ofChampion(Measure.WRMSSE))),
      figure(total.map(each -> each.ofCandidate(Measure.COVERAGE_95))),
      figure(total.map(each -> each.ofCandidate(Measure.COVERAGE_50))),
      choice.why()
    };
  }

  private static String figure(Optional<OptionalDouble> value) {
    OptionalDouble known = value.orElse(OptionalDouble.empty());
    return known.isPresent() ? String.format(Locale.ROOT, "%.4f", known.getAsDouble()) : "";
  }
}
