package io.warecast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the HTTP API says of a series. */
final class HttpAnswers {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private HttpAnswers() {}

  /** Mean, lower and upper by warehouse, item and day. */
  static Map<String, List<Float>> of(
      String url, String token, String warehouse, String item, int days) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/predict"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"warehouse_id\":\"%s\",\"item_id\":\"%s\",\"horizon_days\":%d}"
                        .formatted(warehouse, item, days)))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode json = new JsonMapper().readTree(answer.body());
    Map<String, List<Float>> byDay = new TreeMap<>();
    for (int i = 0; i < days; i++) {
      JsonNode mean = json.get("predictions").get(i);
      JsonNode interval = json.get("confidence_intervals").get(i);
      byDay.put(
          "%s %s %s".formatted(warehouse, item, mean.get("target_date").asText()),
          List.of(
              Float.parseFloat(mean.get("mean").asText()),
              Float.parseFloat(interval.get("lower").asText()),
              Float.parseFloat(interval.get("upper").asText())));
    }
    return byDay;
  }
}
