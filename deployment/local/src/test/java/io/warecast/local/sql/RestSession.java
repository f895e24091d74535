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
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A session of the SQL gateway by its REST interface. */
final class RestSession {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI session;

  private RestSession(URI session) {
    this.session = session;
  }

  static RestSession open(int port) throws Exception {
    URI sessions = URI.create("http://127.0.0.1:" + port + "/v1/sessions");
    RestSession any = new RestSession(sessions);
    return new RestSession(
        URI.create(sessions + "/" + any.post(sessions, "{}").get("sessionHandle").asText()));
  }

  /** All pages of a statement's result as the gateway writes them. */
  String run(String statement) throws Exception {
    JsonNode operation =
        post(
            URI.create(session + "/statements"),
            JSON.writeValueAsString(Map.of("statement", statement)));
    StringBuilder pages = new StringBuilder();
    String handle = operation.get("operationHandle").asText();
    URI[] next = {URI.create(session + "/operations/" + handle + "/result/0")};
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              JsonNode page = get(next[0]);
              pages.append(page);
              JsonNode uri = page.get("nextResultUri");
              if (uri != null && !uri.isNull()) {
                next[0] = session.resolve(uri.asText());
              }
              return page.get("resultType").asText().equals("EOS");
            });
    return pages.toString();
  }

  private JsonNode post(URI uri, String body) throws Exception {
    return answer(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private JsonNode get(URI uri) throws Exception {
    return answer(HttpRequest.newBuilder(uri).build());
  }

  private JsonNode answer(HttpRequest request) throws Exception {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
