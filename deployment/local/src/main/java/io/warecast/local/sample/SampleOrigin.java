package io.warecast.local.sample;

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
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a lake's sample data was made from: {@value #FILE} in the lake's folder.
 *
 * @param lakeSnapshot of the lake when it was made; another means that other data has come since
 */
public record SampleOrigin(
    String lakeSnapshot, long seed, int warehouses, int items, int days, String end) {

  private static final String FILE = "sample.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public static SampleOrigin of(SamplePlan plan, String lakeSnapshot) {
    return new SampleOrigin(
        lakeSnapshot,
        plan.seed(),
        plan.warehouses(),
        plan.items(),
        plan.days(),
        plan.end().toString());
  }

  /** What was written into a lake's folder last, if it ever held a sample. */
  public static Optional<SampleOrigin> read(Path lake) {
    Path file = lake.resolve(FILE);
    try {
      return Optional.of(JSON.readValue(Files.readString(file), SampleOrigin.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new ActionableException(
          "%s is damaged (%s). 'warecast generate' writes sample data and it anew."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  public void write(Path lake) {
    try {
      Files.writeString(lake.resolve(FILE), JSON.writeValueAsString(this));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + lake.resolve(FILE), e);
    }
  }

  public SamplePlan plan() {
    return new SamplePlan(seed, warehouses, items, days, LocalDate.parse(end));
  }
}
