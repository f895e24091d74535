package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.model.ModelBoosters;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsInUseTest {

  private static final int DAY = (int) LocalDate.parse("2026-02-01").toEpochDay();

  @TempDir private Path folder;

  @Test
  void aDayOfThePastIsForecastByAnOlderModelOfAllAndByOwnModelsThatKnowNoLaterDay() {
    ModelRegistry models = ModelRegistry.at(uri(), "demand");
    register(models, "v1", "2026-01-31", "");
    register(models, "v2-north", "2026-02-01", "north");
    register(models, "v3", "2026-02-28", "");
    register(models, "v3-south", "2026-02-28", "south");
    models.promote("v3");
    models.promote("v2-north", "north");
    models.promote("v3-south", "south");

    String ofAll = ModelsInUse.at(models, "latest", DAY).version();
    assertThat(ofAll).isEqualTo("v1");
    assertThat(ModelsInUse.at(uri(), "demand", "latest", ofAll, DAY))
        .extracting(ModelReference::version)
        .containsExactly("v1", "v2-north");
  }

  private String uri() {
    return SmallLake.uri(folder);
  }

  private static void register(
      ModelRegistry models, String version, String trainedTo, String warehouseId) {
    ModelBoosters boosters = new ModelBoosters(new byte[0], new byte[0]);
    models.register(
        new ModelManifest(
            ModelManifest.FORMAT_VERSION,
            "demand",
            version,
            trainedTo + "T06:00:00Z",
            "reg:tweedie",
            List.of(.5f),
            DemandFeatures.SCHEMA.names(),
            DemandFeatures.SCHEMA.types(),
            DemandFeatures.SCHEMA.hash(),
            "2025-01-01",
            trainedTo,
            28,
            1,
            1,
            "snapshot",
            warehouseId.isEmpty() ? Map.of() : Map.of(ModelManifest.WAREHOUSE, warehouseId),
            Map.of(),
            ModelRegistry.checksums(boosters, ModelCalibration.NONE)),
        boosters,
        ModelCalibration.NONE);
  }
}
