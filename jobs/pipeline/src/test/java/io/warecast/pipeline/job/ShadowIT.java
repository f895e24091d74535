package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.model.ModelAliases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A version is scored beside the one in use while the job runs, and both can be traced. */
class ShadowIT extends ContinuousScenario {

  private static final String SAME =
      """
      SELECT s.origin || ' ' || count(*)
        FROM shadow_forecast s
        JOIN forecast f USING (origin, warehouse_id, item_id)
       WHERE s.model_version = 'twin' AND s.mean = f.mean AND s.quantiles = f.quantiles
       GROUP BY s.origin HAVING count(*) = %d ORDER BY s.origin""";

  @Test
  void aShadowWithTheSameBoostersForecastsTheSameToTheBit() throws Exception {
    train("twin", 6);
    models().change(aliases -> aliases.naming(ModelAliases.SHADOW, "twin"));
    start("--horizon", "7", "--interval", "50", "--alias-poll", "1");
    int[] day = {SmallLake.LAST_DAY};
    await()
        .untilAsserted(
            () -> {
              if (isForecast(day[0])) {
                closeNextDay(++day[0]);
              }
              assertThat(same()).hasSizeGreaterThanOrEqualTo(2);
            });
    assertThat(
            Published.rows(
                postgres(),
                "SELECT DISTINCT model_version FROM shadow_forecast UNION SELECT DISTINCT model_version FROM forecast WHERE tier = 'model'"))
        .containsExactlyInAnyOrder("twin", "v1");
    assertThat(
            Published.rows(
                postgres(),
                """
                SELECT DISTINCT model_name || ' ' || model_version || ' ' || feature_schema_hash
                       || ' ' || training_snapshot || ' ' || forecast_snapshot
                  FROM forecast_lineage WHERE tier = 'model' AND kind = 'continuous'"""))
        .containsExactly(
            "demand v1 %s snapshot %s"
                .formatted(models().manifest("v1").featureSchemaHash(), lake().snapshot()));
    await()
        .untilAsserted(
            () ->
                assertThat(Published.rows(postgres(), "SELECT version FROM model_version"))
                    .containsExactlyInAnyOrder("v1", "twin"));
  }

  /** Days that are closed faster than they are forecast may be skipped by some series. */
  private boolean isForecast(int origin) {
    String count =
        "SELECT count(*)::text FROM forecast WHERE origin = DATE '1970-01-01' + %d"
            .formatted(origin);
    return Published.rows(postgres(), count).equals(List.of(String.valueOf(SmallLake.SERIES)));
  }

  private List<String> same() {
    return Published.rows(postgres(), SAME.formatted(SmallLake.SERIES));
  }

  /** Early in the next day everywhere. */
  private void closeNextDay(int day) {
    for (String warehouse : List.of("north", "south", "west")) {
      passTime(warehouse, (day + 1) * 86_400_000L + 10 * 3_600_000L);
    }
  }
}
