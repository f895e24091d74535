package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.pipeline.job.WarehouseChoice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarehouseChoicesTest {

  @Test
  void eachWarehouseHasALineWithWhatItUsesTheFiguresAndWhy() {
    String text =
        printed(
            new WarehouseChoice(
                "north", "v1-north", "v1-north", Optional.of(decision("better")), "", false),
            new WarehouseChoice("south", "v1-south", "", Optional.empty(), "3 rows", false),
            new WarehouseChoice("west", "v1-west", "v0-west", Optional.empty(), "disk full", true));

    assertThat(text.lines())
        .hasSize(5)
        .anyMatch(line -> line.equals("Models of single warehouses: 2 of 3 use one of their own."))
        .anyMatch(line -> line.matches("north +v1-north +0.5000 +0.5500 +0.9500 +better"))
        .anyMatch(line -> line.matches("south +model of all +skipped: 3 rows"))
        .anyMatch(line -> line.matches("west +v0-west +failed: disk full"));
  }

  @Test
  void nothingIsPrintedOfATrainingWithoutThem() {
    assertThat(printed()).isEmpty();
  }

  private static Promotion decision(String reason) {
    return new Promotion(
        Promotion.FORMAT_VERSION,
        "demand",
        "v1-north",
        "v1",
        "2026-01-01T00:00:00Z",
        Outcome.PROMOTED,
        List.of(reason, "and more"),
        List.of(
            SegmentComparison.total(
                10,
                10,
                Map.of(Measure.WRMSSE, .5, Measure.COVERAGE_95, .95),
                Map.of(Measure.WRMSSE, .55),
                Double.NaN)));
  }

  private static String printed(WarehouseChoice... choices) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WarehouseChoices.print(List.of(choices), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
