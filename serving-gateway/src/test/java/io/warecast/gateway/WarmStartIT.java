package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmStartIT {

  @Test
  void answersTheFirstQuestionFromTheCacheWhichWasFilledAtTheStart() {
    SharedWorld world = SharedWorld.get();
    try (GatewayFixture gateway = GatewayFixture.start(world.config())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> gateway.read("/api/v1/status").json().at("/cache/entries").asInt() >= 6);

      String body = "{\"warehouse_id\": \"leeds\", \"item_id\": \"bakery-002\"}";
      assertThat(gateway.post(body).text("served_from")).isEqualTo("cache");
    }
  }

  /** One forecast that cannot be read leaves that one cold, not those that come after it. */
  @Test
  void isNotKeptFromItByADamagedForecast() {
    SharedWorld world = SharedWorld.get();
    world.redis().set("forecast:hamburg:_total", "{");
    try (GatewayFixture gateway = GatewayFixture.start(world.config())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> gateway.read("/api/v1/status").json().at("/cache/entries").asInt() >= 5);
    } finally {
      world.redis().store(Forecasts.of("hamburg", "_total"));
    }
  }
}
