package io.warecast.domain.forecast;

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
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a {@link Forecast} in Redis and on Kafka: one object of columnar arrays.
 *
 * <p>The text always begins with the fields {@code as_of} and {@code sequence}, in this order, so
 * that a script inside Redis can compare generations without parsing the rest.
 */
public final class ForecastCodec {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private ForecastCodec() {}

  public static String encode(Forecast forecast) {
    StringWriter text = new StringWriter(512 + 40 * forecast.horizon());
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("as_of", forecast.asOf());
      json.writeNumberField("sequence", forecast.sequence());
      json.writeStringField("warehouse_id", forecast.key().warehouseId());
      json.writeStringField("item_id", forecast.key().itemId());
      json.writeNumberField("origin_day", forecast.originDay());
      json.writeNumberField("watermark", forecast.watermark());
      json.writeNumberField("generated_at", forecast.generatedAt());
      json.writeStringField("tier", forecast.tier().wireName());
      json.writeStringField("method", forecast.method().wireName());
      json.writeStringField("model_version", forecast.modelVersion());
      writeArray(json, "mean", forecast.mean());
      writeArray(json, "levels", forecast.levels());
      json.writeArrayFieldStart("quantiles");
      for (float[] row : forecast.quantiles()) {
        writeValues(json, row);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #encode} wrote; fields that it does not know are passed over.
   *
   * @throws IOException when the text is not such an object, or its arrays do not fit together
   */
  public static Forecast decode(String text) throws IOException {
    Fields fields = new Fields();
    try (JsonParser json = JSON.createParser(text)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.read(name, json);
      }
    }
    return fields.toForecast();
  }

  private static void writeArray(JsonGenerator json, String name, float[] values)
      throws IOException {
    json.writeFieldName(name);
    writeValues(json, values);
  }

  private static void writeValues(JsonGenerator json, float[] values) throws IOException {
    json.writeStartArray();
    for (float value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  private static float[] readValues(JsonParser json) throws IOException {
    expect(json, json.currentToken(), JsonToken.START_ARRAY);
    float[] values = new float[32];
    int n = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (n == values.length) {
        values = Arrays.copyOf(values, 2 * n);
      }
      values[n++] = json.getFloatValue();
    }
    return Arrays.copyOf(values, n);
  }

  private static void expect(JsonParser json, JsonToken found, JsonToken wanted)
      throws IOException {
    if (found != wanted) {
      throw new IOException(
          "forecast JSON has %s where %s belongs, at %s"
              .formatted(found, wanted, json.currentLocation().offsetDescription()));
    }
  }

  private static final class Fields {
    private String warehouseId = "";
    private String itemId = "";
    private String modelVersion = "";
    private Tier tier = Tier.SEASONAL;
    private @Nullable Method method;
    private int originDay;
    private long asOf;
    private long sequence;
    private long watermark;
    private long generatedAt;
    private float[] mean = {};
    private float[] levels = {};
    private float[][] quantiles = {};

    void read(String name, JsonParser json) throws IOException {
      switch (name) {
        case "as_of" -> asOf = json.getLongValue();
        case "sequence" -> sequence = json.getLongValue();
        case "warehouse_id" -> warehouseId = json.getText();
        case "item_id" -> itemId = json.getText();
        case "origin_day" -> originDay = json.getIntValue();
        case "watermark" -> watermark = json.getLongValue();
        case "generated_at" -> generatedAt = json.getLongValue();
        case "tier" -> tier = Tier.ofWireName(json.getText());
        case "method" -> method = Method.ofWireName(json.getText());
        case "model_version" -> modelVersion = json.getText();
        case "mean" -> mean = readValues(json);
        case "levels" -> levels = readValues(json);
        case "quantiles" -> quantiles = readRows(json);
        default -> json.skipChildren();
      }
    }

    private static float[][] readRows(JsonParser json) throws IOException {
      expect(json, json.currentToken(), JsonToken.START_ARRAY);
      float[][] rows = new float[8][];
      int n = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (n == rows.length) {
          rows = Arrays.copyOf(rows, 2 * n);
        }
        rows[n++] = readValues(json);
      }
      return Arrays.copyOf(rows, n);
    }

    Forecast toForecast() throws IOException {
      if (warehouseId.isEmpty() || itemId.isEmpty() || mean.length == 0 || quantiles.length == 0) {
        throw new IOException("forecast JSON lacks one of warehouse_id, item_id, mean, quantiles");
      }
      requireShapes();
      return new Forecast(
          new SeriesKey(warehouseId, itemId),
          originDay,
          asOf,
          sequence,
          watermark,
          generatedAt,
          tier,
          method == null ? Method.of(tier) : method,
          modelVersion,
          mean,
          levels,
          quantiles);
    }

    private void requireShapes() throws IOException {
      if (levels.length != quantiles.length) {
        throw new IOException("forecast JSON has levels and quantiles of different length");
      }
      requireFinite("mean", mean);
      requireFinite("levels", levels);
      for (float[] row : quantiles) {
        if (row.length != mean.length) {
          throw new IOException(
              "forecast JSON has a quantile's row and a mean of different length");
        }
        requireFinite("quantiles", row);
      }
    }

    /** A number beyond the range of a float reads as infinite. */
    private static void requireFinite(String name, float[] values) throws IOException {
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new IOException(
              "forecast JSON has a value in %s that is not finite".formatted(name));
        }
      }
    }
  }
}
