package io.warecast.domain.feature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The JSON form of a {@link FeatureVector} in Redis.
 *
 * <p>The text always begins with the fields {@code as_of} and {@code sequence}, as that of a
 * forecast does, so that a script inside Redis can compare generations. An unknown value is null.
 */
public final class FeatureVectorCodec {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private FeatureVectorCodec() {}

  public static String encode(FeatureVector vector) {
    StringWriter text = new StringWriter(256 + 12 * vector.values().length);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("as_of", vector.asOf());
      json.writeNumberField("sequence", vector.sequence());
      json.writeStringField("warehouse_id", vector.key().warehouseId());
      json.writeStringField("item_id", vector.key().itemId());
      json.writeNumberField("origin_day", vector.originDay());
      json.writeStringField("schema_hash", vector.schemaHash());
      json.writeArrayFieldStart("values");
      for (float value : vector.values()) {
        write(json, value);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** JSON has no word for what is not finite; the generator quotes the infinite. */
  private static void write(JsonGenerator json, float value) throws IOException {
    if (Float.isNaN(value)) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  /**
   * Reads what {@link #encode} wrote; fields that it does not know are passed over.
   *
   * @throws IOException when the text is not such an object
   */
  public static FeatureVector decode(String text) throws IOException {
    Fields fields = new Fields();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("feature JSON is not an object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.read(name, json);
      }
    }
    return fields.toVector();
  }

  private static final class Fields {
    private String warehouseId = "";
    private String itemId = "";
    private String schemaHash = "";
    private int originDay;
    private long asOf;
    private long sequence;
    private float[] values = {};

    void read(String name, JsonParser json) throws IOException {
      switch (name) {
        case "as_of" -> asOf = json.getLongValue();
        case "sequence" -> sequence = json.getLongValue();
        case "warehouse_id" -> warehouseId = json.getText();
        case "item_id" -> itemId = json.getText();
        case "origin_day" -> originDay = json.getIntValue();
        case "schema_hash" -> schemaHash = json.getText();
        case "values" -> values = readValues(json);
        default -> json.skipChildren();
      }
    }

    private static float[] readValues(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw new IOException("feature JSON has no array of values");
      }
      float[] values = new float[64];
      int n = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (n == values.length) {
          values = Arrays.copyOf(values, 2 * n);
        }
        values[n++] = readValue(json);
      }
      return Arrays.copyOf(values, n);
    }

    private static float readValue(JsonParser json) throws IOException {
      return switch (json.currentToken()) {
        case VALUE_NULL -> Float.NaN;
        case VALUE_STRING -> infinite(json.getText());
        default -> json.getFloatValue();
      };
    }

    private static float infinite(String text) throws IOException {
      return switch (text) {
        case "Infinity" -> Float.POSITIVE_INFINITY;
        case "-Infinity" -> Float.NEGATIVE_INFINITY;
        default -> throw new IOException("feature JSON has a value that is not a number");
      };
    }

    FeatureVector toVector() throws IOException {
      if (warehouseId.isEmpty() || itemId.isEmpty() || schemaHash.isEmpty()) {
        throw new IOException("feature JSON lacks one of warehouse_id, item_id, schema_hash");
      }
      return new FeatureVector(
          new SeriesKey(warehouseId, itemId), originDay, asOf, sequence, schemaHash, values);
    }
  }
}
