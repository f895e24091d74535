package io.warecast.gateway;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.training.ModelTraining;
import io.warecast.scoring.training.RowSampler;
import io.warecast.scoring.training.SamplingPlan;
import io.warecast.scoring.training.TrainingConfig;
import io.warecast.scoring.training.TrainingRows;
import io.warecast.scoring.training.TreeParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A model registry with two small versions, both trained for real; the promotion gate saw none. */
public final class ModelsFixture {

  /** The one in use, and that of the document's examples. */
  public static final String LATEST = "20261122-56eecf7d";

  public static final String PREVIOUS = "20261101-0a1b2c3d";

  private static final int DAYS = 300;
  private static final int LAST_DAY = 20_000;
  private static final float[] LEVELS = {.05f, .5f, .95f};

  private final Path folder;

  private ModelsFixture(Path folder) {
    this.folder = folder;
  }

  public static ModelsFixture create() {
    try {
      ModelsFixture models = new ModelsFixture(Files.createTempDirectory("gateway-models"));
      ModelRegistry registry = ModelRegistry.at(models.uri(), "demand");
      for (String version : new String[] {PREVIOUS, LATEST}) {
        models.training(version).run(rows(), 1, () -> {});
        registry.promote(version);
      }
      return models;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of all models. */
  public String uri() {
    return folder.toUri().toString();
  }

  private static SamplingPlan plan() {
    return new SamplingPlan(LAST_DAY, 200, 28, 300, false, 1);
  }

  private ModelTraining training(String version) {
    return new ModelTraining(
        uri(),
        "demand",
        version,
        "snapshot",
        plan(),
        new TrainingConfig(
            LEVELS,
            new TreeParameters(10, 3, .3, .8, .7, 20, 2),
            1.1,
            new TreeParameters(10, 3, .3, .8, .7, 20, 2),
            1,
            1),
        true,
        Duration.ZERO);
  }

  private static TrainingRows rows() {
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width());
    float[] units = new float[DAYS];
    for (int day = 0; day < DAYS; day++) {
      units[day] = 10 + day % 7;
    }
    new RowSampler(plan())
        .sample(
            new SeriesKey("hamburg", "bakery-001"),
            "",
            new DemandHistory(LAST_DAY - DAYS + 1, units),
            WarehouseCalendar.empty(new Warehouse("hamburg", "north", "Europe/Berlin")),
            OfferTimeline.NONE,
            rows);
    return rows;
  }
}
