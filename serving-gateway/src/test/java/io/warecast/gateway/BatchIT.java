package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.limit.LimitConfig;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway that takes three requests in one at most. */
class BatchIT {

  private static final int MOST = 3;

  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    LimitConfig usual = LimitConfig.STANDARD;
    LimitConfig limits =
        new LimitConfig(
            usual.requestsPerMinute(), usual.maxHeaderBytes(), usual.maxUriBytes(), MOST);
    gateway =
        GatewayFixture.start(SharedWorld.get().config(GuardConfig.STANDARD.withLimits(limits)));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Answer batch(int requests) {
    String each = "{\"warehouse_id\": \"hamburg\"}";
    String body = "{\"requests\": [" + String.join(",", Collections.nCopies(requests, each)) + "]}";
    return gateway.send(
        gateway
            .request("/api/v1/predict/batch")
            .header("Authorization", "Bearer " + GatewayFixture.token("*"))
            .header("Content-Type", "application/json")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void answersAsManyRequestsAsItTakes() {
    Answer answer = batch(MOST);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("results")).hasSize(MOST);
  }

  @Test
  void refusesMoreAndSaysHowManyItTakes() {
    Answer answer = batch(MOST + 1);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/detail").asText())
        .isEqualTo("takes a list of 1 to 3 requests");
  }

  @Test
  void tellsOfItInTheDocument() {
    Answer document = gateway.get("/openapi.json");

    assertThat(
            document
                .json()
                .at("/components/schemas/BatchRequest/properties/requests/maxItems")
                .asInt())
        .isEqualTo(MOST);
    assertThat(document.json().at("/paths/~1api~1v1~1predict~1batch/post/description").asText())
        .startsWith("Up to 3 requests in one");
    assertThat(gateway.get("/openapi.yaml").response().body()).contains("maxItems: 3,");
  }
}
