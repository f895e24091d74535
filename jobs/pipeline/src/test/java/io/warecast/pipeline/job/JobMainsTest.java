package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobMainsTest {

  @TempDir Path folder;

  @Test
  void aMissingOptionStopsTheStartWithItsName() {
    assertThatThrownBy(() -> TrainingMain.main(new String[] {"--models", "file:///tmp/m"}))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("--lake");
  }

  @Test
  void anUnknownOptionStopsTheStartWithItsName() {
    assertThatThrownBy(
            () -> TrainingMain.main(new String[] {"--lake", "l", "--models", "m", "--horizn", "3"}))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("--horizn");
  }

  @Test
  void aDayThatIsNoneStopsTheStartWithWhatItTakes() {
    assertThatThrownBy(
            () ->
                TrainingMain.main(new String[] {"--lake", "l", "--models", "m", "--as-of", "May"}))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("--as-of")
        .hasMessageContaining("YYYY-MM-DD");
  }

  @Test
  void aFailureOfTheJobIsThrownSoThatFlinkSeesIt() {
    String lake = folder.toUri().toString();
    assertThatThrownBy(() -> TrainingMain.main(new String[] {"--lake", lake, "--models", lake}))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("no lake at");
  }

  @Test
  void aServerAddressOfAnotherFormStopsTheStart() {
    assertThatThrownBy(
            () ->
                DailyForecastMain.main(
                    new String[] {
                      "--lake",
                      "l",
                      "--models",
                      "m",
                      "--postgres-url",
                      "postgres.internal",
                      "--postgres-user",
                      "u",
                      "--redis",
                      "redis://127.0.0.1:1"
                    }))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("jdbc:postgresql://");
  }
}
