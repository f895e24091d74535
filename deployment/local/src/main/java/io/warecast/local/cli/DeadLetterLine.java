package io.warecast.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A dead letter on one line. */
final class DeadLetterLine {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int SHOWN = 120;

  private DeadLetterLine() {}

  /** The line of a record of the topic; its text as it is when it is no dead letter of ours. */
  static String of(byte[] letter) {
    JsonNode json = parsed(letter);
    if (json == null || !json.hasNonNull("reason")) {
      return clean(new String(letter, StandardCharsets.UTF_8));
    }
    String from =
        "%s-%d@%d"
            .formatted(
                json.path("topic").asText(),
                json.path("partition").asInt(),
                json.path("offset").asLong());
    return "%-20s  %-22s  %-17s  %s"
        .formatted(
            Instant.ofEpochMilli(json.path("timestamp").asLong()).truncatedTo(ChronoUnit.SECONDS),
            from,
            json.path("reason").asText(),
            clean(detail(json)));
  }

  private static String detail(JsonNode json) {
    String key = json.path("key").asText();
    String detail = json.path("detail").asText();
    return key.isEmpty() ? detail : detail + " (key " + key + ")";
  }

  /** What a stranger sent must not steer the terminal. */
  private static String clean(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > SHOWN ? printable.substring(0, SHOWN) + " ..." : printable;
  }

  private static @org.jspecify.annotations.Nullable JsonNode parsed(byte[] letter) {
    try {
      return JSON.readTree(letter);
    } catch (IOException e) {
      return null;
    }
  }
}
