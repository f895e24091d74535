package io.warecast.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureSchema;
import io.warecast.domain.feature.FeatureType;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.model.RatioPredictions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that Python trained predict in Java what they predict in Python. */
class PythonModelTest {

  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of("step", "log_level", "mean_7", "weekday", "price", "promoted"),
          List.of(
              FeatureType.QUANTITY,
              FeatureType.QUANTITY,
              FeatureType.QUANTITY,
              FeatureType.CATEGORICAL,
              FeatureType.QUANTITY,
              FeatureType.QUANTITY));
  private static final int WIDTH = 6;
  private static final ModelAdoption ADOPTION =
      new ModelAdoption("python-1", List.of(.025f, .5f, .975f), LocalDate.of(2026, 1, 31), "none");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"json", "ubj"})
  void predictsWhatPythonPredictsWithMissingValuesToo(String form) throws IOException {
    ModelManifest manifest = ADOPTION.into(models(), "demand", boosters(form), SCHEMA);
    assertThat(manifest.featureSchemaHash()).isEqualTo(SCHEMA.hash());
    assertThat(models().aliases().resolve(ModelAliases.CANDIDATE)).isEqualTo("python-1");

    float[][] golden = golden();
    float[] rows = new float[golden.length * WIDTH];
    for (int i = 0; i < golden.length; i++) {
      System.arraycopy(golden[i], 0, rows, i * WIDTH, WIDTH);
    }
    assertThat(rows).hasSize(40 * WIDTH).contains(Float.NaN);
    try (DemandModel model = models().load("python-1", SCHEMA, 1)) {
      RatioPredictions predicted = model.predict(rows, golden.length);
      for (int i = 0; i < golden.length; i++) {
        assertThat(predicted.mean()[i][0]).isEqualTo(golden[i][WIDTH]);
        assertThat(predicted.quantiles()[i])
            .containsExactly(Arrays.copyOfRange(golden[i], WIDTH + 1, WIDTH + 4));
      }
    }
  }

  @Test
  void refusesBoostersOfOtherFeaturesOutputsOrLevels() throws IOException {
    ModelBoosters python = boosters("ubj");
    assertThatThrownBy(() -> ADOPTION.into(models(), "demand", python, DemandFeatures.SCHEMA))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("takes 6 features");
    FeatureSchema renamed =
        new FeatureSchema(
            List.of("step", "log_level", "mean_8", "weekday", "price", "promoted"), SCHEMA.types());
    assertThatThrownBy(() -> ADOPTION.into(models(), "demand", python, renamed))
        .hasMessageContaining("names column 3 'mean_7', here it is 'mean_8'");
    FeatureSchema plain =
        new FeatureSchema(
            SCHEMA.names(), SCHEMA.names().stream().map(n -> FeatureType.QUANTITY).toList());
    assertThatThrownBy(() -> ADOPTION.into(models(), "demand", python, plain))
        .hasMessageContaining("takes column 'weekday' as type 'c'");
    ModelAdoption five =
        new ModelAdoption("v", List.of(.1f, .3f, .5f, .7f, .9f), LocalDate.EPOCH, "");
    assertThatThrownBy(() -> five.into(models(), "demand", python, SCHEMA))
        .hasMessageContaining("quantile booster has 3 outputs, expected 5");
    ModelAdoption lopsided = new ModelAdoption("v", List.of(.1f, .5f, .95f), LocalDate.EPOCH, "");
    assertThatThrownBy(() -> lopsided.into(models(), "demand", python, SCHEMA))
        .hasMessageContaining("symmetric around .5");
    ModelBoosters broken = new ModelBoosters(new byte[] {1, 2, 3}, python.quantiles());
    assertThatThrownBy(() -> ADOPTION.into(models(), "demand", broken, SCHEMA))
        .hasMessageContaining("the mean booster cannot be used");
    assertThat(models().versions()).isEmpty();

    ADOPTION.into(models(), "demand", python, SCHEMA);
    assertThatThrownBy(() -> ADOPTION.into(models(), "demand", python, SCHEMA))
        .hasMessageContaining("'python-1' exists");
  }

  private ModelRegistry models() {
    return ModelRegistry.at(folder.toUri().toString(), "demand");
  }

  private static ModelBoosters boosters(String form) throws IOException {
    return new ModelBoosters(resource("mean." + form), resource("quantiles." + form));
  }

  /** Features and Python's predictions of them: mean and three quantiles. */
  private static float[][] golden() throws IOException {
    return new String(resource("rows.csv"), StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(PythonModelTest::row)
        .toArray(float[][]::new);
  }

  private static float[] row(String[] cells) {
    float[] row = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = cells[i].isEmpty() ? Float.NaN : (float) Double.parseDouble(cells[i]);
    }
    return row;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = PythonModelTest.class.getResourceAsStream("/golden/" + name)) {
      return in.readAllBytes();
    }
  }
}
