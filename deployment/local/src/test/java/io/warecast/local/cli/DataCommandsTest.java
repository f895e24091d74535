package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.SeriesKey;
import io.warecast.local.sample.Sample;
import io.warecast.local.sample.SamplePlan;
import io.warecast.pipeline.connector.lake.Lake;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataCommandsTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void generatesTheSampleIntoTheLake() {
    int code =
        run(
            new GenerateCommand(),
            "--quiet",
            "--seed=3",
            "--warehouses=2",
            "--items=8",
            "--days=60",
            "--order-days=2",
            "--end=2026-03-09",
            "--lake=" + folder.resolve("lake"));

    assertThat(code).as(err.toString()).isZero();
    Lake lake = Lake.at(folder.resolve("lake").toUri().toString());
    Sample sample = Sample.of(new SamplePlan(3, 2, 8, 60, LocalDate.parse("2026-03-09")));
    SeriesKey key = sample.series().get(0);
    assertThat(lake.demand(key).orElseThrow().units()).isEqualTo(sample.demand(key).units());
    int end = (int) LocalDate.parse("2026-03-09").toEpochDay();
    try (Stream<OrderEvent> orders = sample.orders(end - 1, end)) {
      assertThat(out.toString())
          .containsPattern("series +16\n")
          .containsPattern("orders +%,d\n".formatted(orders.count()))
          .containsPattern("last day +2026-03-09\n");
    }
  }

  @Test
  void importsAndSaysWhatWasRefused() throws IOException {
    Files.writeString(
        folder.resolve("demand.csv"),
        "warehouse_id,item_id,date,units\nw,a,2026-01-02,3\nw,a,2026-01-04,1\nw,a,x,1\n");

    int code =
        run(
            new ImportCommand(),
            "csv",
            "--quiet",
            "--from=" + folder,
            "--max-rejects=0.5",
            "--missing-days=unknown",
            "--lake=" + folder.resolve("lake"));

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("series +1\n")
        .containsPattern("refused rows +1\n")
        .contains("kept in " + folder.resolve("rejects"));
    Lake lake = Lake.at(folder.resolve("lake").toUri().toString());
    assertThat(lake.demand(new SeriesKey("w", "a")).orElseThrow().units())
        .containsExactly(3, Float.NaN, 1);
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    assertThat(run(new ImportCommand(), "csv", "--from=x", "--missing-days=maybe")).isEqualTo(2);
    assertThat(err.toString()).contains("expected zero or unknown but was 'maybe'");
    assertThat(run(new ImportCommand(), "csv", "--from=x", "--max-rejects=3")).isEqualTo(2);
    assertThat(err.toString()).contains("--max-rejects is 3.0, expected 0 to 1");
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
