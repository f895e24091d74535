package io.warecast.domain.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warecast.domain.promotion.Promotion;
import java.io.UncheckedIOException;

/** The JSON form of manifests, calibrations, decisions, notes and aliases. */
public final class ModelJson {

  private static final String NEW_ITEMS = "new_items";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private ModelJson() {}

  public static String write(ModelManifest manifest) {
    return writeValue(manifest);
  }

  /**
   * Reads a manifest.
   *
   * @throws JsonProcessingException when the text is none
   */
  public static ModelManifest readManifest(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, ModelManifest.class);
  }

  public static String write(ModelCalibration calibration) {
    return writeValue(calibration);
  }

  /**
   * Reads a calibration.
   *
   * @throws JsonProcessingException when the text is none
   */
  public static ModelCalibration readCalibration(String text) throws JsonProcessingException {
    JsonNode calibration = MAPPER.readTree(text);
    if (calibration instanceof ObjectNode fields && !fields.has(NEW_ITEMS)) {
      // Versions of before they were looked at have none.
      fields.putArray(NEW_ITEMS);
    }
    return MAPPER.treeToValue(calibration, ModelCalibration.class);
  }

  public static String write(Promotion promotion) {
    return writeValue(promotion);
  }

  /**
   * Reads what was decided about a version.
   *
   * @throws JsonProcessingException when the text is no such record
   */
  public static Promotion readPromotion(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, Promotion.class);
  }

  public static String write(TrainingNotes notes) {
    return writeValue(notes);
  }

  /**
   * Reads notes on a training.
   *
   * @throws JsonProcessingException when the text is none
   */
  public static TrainingNotes readNotes(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, TrainingNotes.class);
  }

  public static String write(ModelAliases aliases) {
    return writeValue(aliases.versions());
  }

  /**
   * Reads aliases.
   *
   * @throws JsonProcessingException when the text is no object of strings
   */
  public static ModelAliases readAliases(String text) throws JsonProcessingException {
    return new ModelAliases(
        MAPPER.readValue(
            text,
            MAPPER
                .getTypeFactory()
                .constructMapType(java.util.Map.class, String.class, String.class)));
  }

  private static String writeValue(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
