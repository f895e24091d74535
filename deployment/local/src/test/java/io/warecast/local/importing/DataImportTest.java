package io.warecast.local.importing;

import static io.warecast.local.importing.ImportFixture.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataImportTest {

  private static final String HEADER = "warehouse_id,item_id,date,units";

  @TempDir Path folder;

  @Test
  void bringsAFolderIntoALakeThatCanBeRead() {
    new ImportFixture(folder).with("demand.csv", HEADER, "w,a,2026-01-02,3", "w,b,2026-01-03,4");

    ImportSummary summary = importInto(0);

    Lake lake = Lake.at(lakeUri());
    assertThat(summary.lake().series()).isEqualTo(2);
    assertThat(summary.rejectFile()).isEmpty();
    assertThat(lake.lastDay()).isEqualTo(day("2026-01-03"));
    assertThat(lake.demand(SeriesKey.total("w")).orElseThrow().units()).containsExactly(3, 4);
  }

  @Test
  void keepsRefusedRowsAndSaysWhere() throws IOException {
    new ImportFixture(folder).with("demand.csv", HEADER, "w,a,2026-01-02,3", "w,b,x,4");

    ImportSummary summary = importInto(0.5);

    assertThat(summary.rejects()).isEqualTo(1);
    Path kept = summary.rejectFile().orElseThrow();
    assertThat(kept.getParent()).isEqualTo(folder.resolve("rejects"));
    assertThat(kept.getFileName().toString()).matches("csv-\\d{8}-\\d{6}\\.csv");
    assertThat(Files.readAllLines(kept))
        .containsExactly(
            "file,line,reason,row",
            "demand.csv,3,\"date is 'x', expected a date such as 2026-01-31\",\"w,b,x,4\"");
  }

  @Test
  void leavesTheLakeAsItWasWhenTooManyRowsAreRefused() {
    ImportFixture files = new ImportFixture(folder);
    files.with("demand.csv", HEADER, "w,a,2026-01-02,3");
    importInto(0);
    String before = Lake.at(lakeUri()).snapshot();

    files.with("demand.csv", HEADER, "w,a,2026-01-02,3", "w,b,x,4");

    assertThatThrownBy(() -> importInto(0.1))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("nothing was changed");
    assertThat(Lake.at(lakeUri()).snapshot()).isEqualTo(before);
  }

  private ImportSummary importInto(double maxRejects) {
    return DataImport.csv(MissingDays.ZERO)
        .run(folder, lakeUri(), folder.resolve("rejects"), maxRejects, ImportProgress.SILENT);
  }

  private String lakeUri() {
    return folder.resolve("lake").toUri().toString();
  }
}
