package io.warecast.local.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * How far a lake's orders have been replayed: all up to and including one order are in Kafka.
 *
 * @param lakeSnapshot of the lake that they follow
 * @param orderedAt epoch millis of the last order
 * @param eventId of the last order
 * @param orders number of orders so far
 */
record ReplayPosition(String lakeSnapshot, long orderedAt, String eventId, long orders) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static Optional<ReplayPosition> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), ReplayPosition.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new ActionableException(
          "%s, which says how far orders were replayed, is damaged (%s). Delete it: the replay then begins anew, and the job refuses what it has counted already."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Replaces the file as a whole, so that a kill leaves the old or the new position. */
  void write(Path file) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.writeString(next, JSON.writeValueAsString(this));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
