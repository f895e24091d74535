package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchIT {

  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scoring",
        "features",
        "daily",
        "stream",
        "freshness",
        "on-demand",
        "recalibration",
        "model-size",
        "sql",
        "serve"
      })
  void endsWithOneLineOfJsonThatHoldsEveryRatioAgainstATarget(String bench) throws IOException {
    CommandLine warecast = Warecast.commandLine().setOut(new PrintWriter(out));

    assertThat(warecast.execute("bench", bench, "--quick")).isZero();

    JsonNode report = lastLine();
    assertThat(report.path("bench").asText()).isEqualTo(bench);
    assertThat(names(report.path("ratios"))).isNotEmpty();
    assertThat(names(report.path("targets"))).isEqualTo(names(report.path("ratios")));
    assertThat(names(report.path("figures"))).isNotEmpty();
    report.path("figures").forEach(figure -> assertThat(figure.asDouble()).isNotNegative());
    report.path("ratios").forEach(ratio -> assertThat(ratio.asDouble()).isPositive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench"})
  void asksForTheNameOfABenchmark(String command) {
    CommandLine warecast = Warecast.commandLine().setErr(new PrintWriter(out));

    assertThat(warecast.execute(command)).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(out.toString()).contains("Which benchmark?");
  }

  private JsonNode lastLine() throws IOException {
    List<String> lines = out.toString().lines().toList();
    return new JsonMapper().readTree(lines.get(lines.size() - 1));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
