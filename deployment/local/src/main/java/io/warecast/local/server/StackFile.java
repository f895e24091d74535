package io.warecast.local.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file {@code stack.json}, replaced as a whole so that readers never see half of it. */
public final class StackFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          // A home may have been written by a later version.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StackFile() {}

  /** What runs in the home, or ran until its owner was killed. */
  public static Optional<StackState> read(Home home) {
    try {
      return Optional.of(JSON.readValue(Files.readString(home.stackFile()), StackState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new ActionableException(
          "%s is damaged (%s). Stop the servers that it names, if any, and delete it."
              .formatted(home.stackFile(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + home.stackFile(), e);
    }
  }

  static void write(Home home, StackState state) {
    Path next = home.root().resolve("stack.json.next");
    try {
      Files.writeString(next, JSON.writeValueAsString(state));
      Files.move(
          next,
          home.stackFile(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + home.stackFile(), e);
    }
  }

  static void delete(Home home) {
    try {
      Files.deleteIfExists(home.stackFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + home.stackFile(), e);
    }
  }
}
