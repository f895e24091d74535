package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From an empty folder to forecasts by HTTP and in the terminal. */
@TestMethodOrder(OrderAnnotation.class)
class FirstAnswerIT {

  private static SmallHome home;

  @BeforeAll
  static void train() throws IOException {
    home = SmallHome.trained();
  }

  @Test
  @Order(1)
  void publishesAndSaysWhat() {
    Path out = home.home().root().resolve("forecasts.csv");

    String said = home.done("daily", "--horizon", "14", "--out", out.toString());

    assertThat(said).contains("is published", "as of 2026-01-31", "audit checks passed");
    assertThat(out).content().startsWith("warehouse_id,item_id,target_date,mean,lower,upper");
  }

  @Test
  @Order(3)
  void tellsWhichModelMadeAForecastAndWhatThatIs() {
    assertThat(home.done("models"))
        .containsPattern("20260131-\\w+ +2026-01-31 +latest +0\\.\\d+ .*promoted")
        .doesNotContain("held-back");
    assertThat(home.done("models", "show", "latest"))
        .contains("# Model demand, version 20260131-", "first version", "| total |");
    assertThat(home.done("models", "lineage", "hamburg", "bakery-001"))
        .containsPattern("model_version +20260131-")
        .containsPattern("trained_to +2026-01-31")
        .containsPattern("feature_schema_hash +[0-9a-f]{64}")
        .containsPattern("decision +promoted");
    assertThat(home.run("models", "lineage", "hamburg", "nothing").err())
        .contains("No forecast of nothing in warehouse hamburg");
  }

  @Test
  @Order(3)
  void holdsForecastsOfThePastAgainstWhatCame() {
    String said = home.done("backtest", "--origins", "2", "--every", "14", "--horizon", "14");

    assertThat(said).contains("the model has seen", "weekday-mean", "croston-tsb", "report.md");
  }

  @Test
  @Order(2)
  void answersByHttpWhatWasPublished() throws Exception {
    try (LocalStack stack =
            LocalStack.attachOrStart(
                home.home(), "test", EnumSet.of(Service.POSTGRES, Service.REDIS, Service.KAFKA));
        LocalGateway gateway = LocalGateway.start(stack, 0, 0)) {
      HttpResponse<String> answer = predict(gateway, home.done("token").strip());

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode json = new JsonMapper().readTree(answer.body());
      assertThat(json.get("predictions")).hasSize(7);
      assertThat(json.get("confidence_intervals")).hasSize(7);
      for (int step = 0; step < 7; step++) {
        JsonNode interval = json.get("confidence_intervals").get(step);
        String day = "2026-02-0" + (step + 1);
        assertThat(json.get("predictions").get(step).get("target_date").asText()).isEqualTo(day);
        assertThat(interval.get("target_date").asText()).isEqualTo(day);
        assertThat(json.get("predictions").get(step).get("mean").asDouble())
            .isBetween(interval.get("lower").asDouble(), interval.get("upper").asDouble());
      }
      assertThat(json.get("model_version").asText()).startsWith("20260131-");
      assertThat(json.get("as_of").asText()).isEqualTo("2026-01-31T22:59:59.999Z");
      assertThat(json.get("tier").asText()).isEqualTo("model");
      assertThat(predict(gateway, "no.token.this").statusCode()).isEqualTo(401);
    }
  }

  @Test
  @Order(3)
  void printsTableAndChart() {
    assertThat(home.done("forecast", "hamburg"))
        .contains("_total in warehouse hamburg", "tier model", "95 % interval")
        .containsPattern("2026-02-01  Sun +\\d+\\.\\d\\d +\\d+\\.\\d\\d +\\d+\\.\\d\\d")
        .contains("2026-02-14  Sat", "o sold", "* expected");
  }

  private static HttpResponse<String> predict(LocalGateway gateway, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/predict"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"warehouse_id\":\"hamburg\",\"forecast_date\":\"2026-02-01\"}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
