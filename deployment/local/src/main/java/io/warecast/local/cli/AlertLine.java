package io.warecast.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An alert as one line for people. */
final class AlertLine {

  private static final JsonMapper JSON = new JsonMapper();

  private AlertLine() {}

  /** The line of a record of the topic; its text as it is when it is no alert of ours. */
  static String of(byte[] alert) {
    JsonNode json;
    try {
      json = JSON.readTree(alert);
    } catch (IOException e) {
      return clean(new String(alert, StandardCharsets.UTF_8));
    }
    if (!json.hasNonNull("kind")) {
      return clean(new String(alert, StandardCharsets.UTF_8));
    }
    return clean(
        "%-10s  %-14s  %-15s  %-14s  %s"
            .formatted(
                json.path("day").asText(),
                json.path("warehouse_id").asText(),
                json.path("kind").asText(),
                json.path("subject").asText(),
                json.path("detail").asText()));
  }

  /** What a stranger sent must not steer the terminal. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
