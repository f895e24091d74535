package io.warecast.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.scoring.PlainBoosters;
import io.warecast.scoring.model.XgboostModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"json", "ubj"})
  void aModelTellsItsFeaturesAndOutputs(String format) throws IOException {
    try (XgboostModel model = file(PlainBoosters.regression(format, PlainBoosters.NAMES)).load(1)) {
      assertThat(model.featureNames()).containsExactly(PlainBoosters.NAMES);
      assertThat(model.features()).isEqualTo(3);
      assertThat(model.outputs()).isEqualTo(1);
    }
    try (XgboostModel model = file(PlainBoosters.classes(4, format)).load(1)) {
      assertThat(model.featureNames()).isEmpty();
      assertThat(model.outputs()).isEqualTo(4);
      assertThat(model.predict(new float[] {1, 2, 0, 3, Float.NaN, 1}, 2)).hasDimensions(2, 4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "{\"learner\":{}}", "no model"})
  void aFileThatIsNoModelIsRefusedByName(String text) throws IOException {
    ModelFile file = file(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThatThrownBy(() -> file.load(1))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(file.uri())
        .hasMessageContaining("JSON or UBJ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aTruncatedModelIsRefused() throws IOException {
    byte[] whole = PlainBoosters.regression("ubj");
    ModelFile file = file(java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> file.load(1)).isInstanceOf(ActionableException.class);
  }

  @Test
  void aMissingFileIsNamed() {
    String uri = folder.resolve("none").toUri().toString();
    assertThatThrownBy(() -> ModelFile.at(uri))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(uri);
  }

  private ModelFile file(byte[] bytes) throws IOException {
    Path path = folder.resolve("model");
    Files.write(path, bytes);
    return ModelFile.at(path.toUri().toString());
  }
}
