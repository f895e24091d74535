package io.warecast.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.flink.api.common.JobID;

/** What Flink's REST interface tells of a job. */
record FlinkRest(String web, JobID job) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /** Waits until every task runs, its state restored, or is done. */
  void awaitRunning() throws Exception {
    Waiting.until("the job runs", 5, this::isRunning);
  }

  private boolean isRunning() throws IOException, InterruptedException {
    JsonNode found = get("");
    if (found.path("vertices").isEmpty()) {
      return false;
    }
    for (JsonNode vertex : found.path("vertices")) {
      JsonNode tasks = vertex.path("tasks");
      int ready = tasks.path("RUNNING").asInt() + tasks.path("FINISHED").asInt();
      if (ready < vertex.path("parallelism").asInt()) {
        return false;
      }
    }
    return true;
  }

  /** The first checkpoint that was begun after this call and is complete. */
  JsonNode nextCheckpoint() throws Exception {
    long since = System.currentTimeMillis();
    Waiting.until(
        "a checkpoint is complete", 200, () -> newest().path("trigger_timestamp").asLong() > since);
    return newest();
  }

  private JsonNode newest() throws IOException, InterruptedException {
    return get("/checkpoints").path("latest").path("completed");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(web + "/jobs/" + job + path)).build();
    return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
  }
}
