package io.warecast.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCsvTest {

  @TempDir private Path folder;

  @Test
  void acceptsAFolderThatCanBeWrittenToAndLeavesNothingInIt() {
    ForecastCsv.check(folder.resolve("out.csv"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesAFolderThatIsMissing() {
    Path out = folder.resolve("missing").resolve("out.csv");
    assertThatThrownBy(() -> ForecastCsv.check(out))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(out.toString())
        .hasMessageContaining("the folder does not exist. Create it");
  }

  @Test
  void refusesAFolderInPlaceOfAFile() {
    assertThatThrownBy(() -> ForecastCsv.check(folder))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("is a folder");
  }
}
