package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelManifest;
import io.warecast.scoring.promotion.CandidatePromotion;
import io.warecast.scoring.promotion.GateLimits;
import io.warecast.scoring.promotion.PromotionGate;
import io.warecast.scoring.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Versions that are put in use, taken back, and passed over. */
class RollbackIT extends DailyScenario {

  @Test
  void rollingBackRestoresTheForecastsByteForByte() throws IOException {
    Path before = folder.resolve("before.csv");
    Path between = folder.resolve("between.csv");
    Path after = folder.resolve("after.csv");
    daily("--out", before.toString());
    Map<String, String> servedBefore = served();

    ModelManifest other = trainOther(PAST);
    CandidatePromotion promotion =
        new CandidatePromotion(registry(), new PromotionGate(GateLimits.STANDARD));
    promotion.promoteByHand(other.version(), "", true);
    RunSummary withOther = daily("--out", between.toString());
    assertThat(withOther.run().modelVersion()).isEqualTo(other.version());
    assertThat(served()).isNotEqualTo(servedBefore);

    registry().change(aliases -> aliases.rolledBack("").orElseThrow());
    RunSummary rolledBack = daily("--out", after.toString());
    assertThat(rolledBack.run().modelVersion()).isEqualTo(model.version());
    assertThat(after).hasSameBinaryContentAs(before);
    assertThat(Files.readString(between)).isNotEqualTo(Files.readString(before));
    assertThat(served()).isEqualTo(servedBefore);
  }

  @Test
  void anEarlierDayIsForecastByAVersionThatKnowsNoLaterOne() {
    int earlier = PAST - 7;
    assertThatThrownBy(() -> daily("--as-of", date(earlier)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(model.version() + " knows demand up to " + date(PAST))
        .hasMessageContaining("train --as-of " + date(earlier));

    ModelManifest older = trainOther(earlier - 3);
    assertThat(daily("--as-of", date(earlier)).run().modelVersion()).isEqualTo(older.version());
    assertThat(daily("--as-of", date(PAST)).run().modelVersion()).isEqualTo(model.version());
  }

  private ModelManifest trainOther(int asOf) {
    ModelManifest other =
        TrainingJob.run(
            environment(),
            SmallLake.uri(lake),
            SmallLake.uri(models),
            options(new TrainingOptions(), "--rows", "1500", "--as-of", date(asOf)),
            ProgressListener.NONE);
    registry().change(aliases -> aliases.naming("latest", model.version()));
    return other;
  }

  /** What Redis serves, but for when it was made and by which run. */
  private Map<String, String> served() {
    Map<String, String> served = new TreeMap<>();
    try (Jedis redis = servers.directRedis().connect()) {
      for (String key : redis.keys("forecast:*")) {
        served.put(
            key, redis.get(key).replaceAll("\"(sequence|generated_at|run_id)\": ?\"?[^,]*,", ""));
      }
    }
    assertThat(served).hasSize(SmallLake.SERIES);
    return served;
  }

  private ModelRegistry registry() {
    return ModelRegistry.at(SmallLake.uri(models), "demand");
  }
}
