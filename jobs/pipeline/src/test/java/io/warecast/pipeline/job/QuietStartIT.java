package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What the lake holds is forecast, and can be asked for, before any order has come. */
class QuietStartIT extends ContinuousScenario {

  @Test
  void forecastsWhatTheLakeHoldsBeforeTheFirstOrder() throws Exception {
    start("--horizon", "7");
    try (Jedis redis = servers.directRedis().connect()) {
      await().untilAsserted(() -> assertThat(Published.forecasts(redis)).hasSize(SmallLake.SERIES));
      assertThat(Published.forecasts(redis))
          .allMatch(forecast -> forecast.originDay() == SmallLake.LAST_DAY);
    }
  }
}
