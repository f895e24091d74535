package io.warecast.scoring.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.scoring.TrainedModels;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParameterSearchTest {

  private static final int BOUNDARY = TrainedModels.LAST_DAY - 28;

  private final TrainingRows rows = TrainedModels.rows(40, TrainedModels.plan());
  private final ParameterSearch search =
      new ParameterSearch(rows.upTo(BOUNDARY), rows.after(BOUNDARY), DemandFeatures.SCHEMA);

  @Test
  void parametersThatLearnNextToNothingAreLeftForBetterOnes() {
    TrainingConfig hopeless = config(new TreeParameters(2, 1, .001, .8, .7, 20, 2));
    TrainingConfig found = search.run(hopeless, Duration.ofSeconds(5));
    assertThat(found.mean().rounds()).isGreaterThanOrEqualTo(20);
    assertThat(found.mean().learningRate()).isGreaterThan(.01);
    assertThat(found.quantiles()).isEqualTo(hopeless.quantiles());
  }

  @Test
  void withoutTimeTheConfigurationStaysAsItIs() {
    TrainingConfig given = config(new TreeParameters(30, 4, .15, .8, .7, 20, 2));
    assertThat(search.run(given, Duration.ZERO)).isEqualTo(given);
  }

  private static TrainingConfig config(TreeParameters mean) {
    return new TrainingConfig(
        new float[] {.025f, .5f, .975f},
        mean,
        1.1,
        new TreeParameters(10, 3, .2, .8, .7, 20, 2),
        1,
        1);
  }
}
