package io.warecast.domain.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.feature.FeatureSchema;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model's main features were distributed in its training, by warehouse: bins that hold a
 * tenth of all rows each, and one for unknown values. Only features that do not depend on the step
 * are in it, so that rows of all steps can be compared with those of the first.
 *
 * @param features their names
 * @param edges of each feature's bins, ascending: a value at an edge lies in the bin above it
 * @param counts rows by the code of their warehouse, by feature, then by bin; the last is for
 *     unknown values
 */
public record FeatureHistograms(
    List<String> features, double[][] edges, Map<String, long[][]> counts) {

  /** Name of the file beside a model's manifest. */
  public static final String FILE = "feature-histograms.json";

  private static final List<String> MAIN =
      List.of(
          "log_level",
          "mean_7",
          "mean_28",
          "fast_level",
          "trend",
          "spread_28",
          "zero_share_28",
          "days_since_sale");

  private static final String WAREHOUSE = "warehouse";
  private static final int BINS = 10;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * The histograms of rows.
   *
   * @param rows row-major, in the schema's columns
   */
  public static FeatureHistograms of(FeatureSchema schema, float[] rows, int size) {
    List<String> features = MAIN.stream().filter(schema.names()::contains).toList();
    double[][] edges = new double[features.size()][];
    for (int f = 0; f < edges.length; f++) {
      edges[f] = edges(rows, size, schema.width(), schema.names().indexOf(features.get(f)));
    }
    FeatureHistograms all = new FeatureHistograms(features, edges, new TreeMap<>());
    for (int row = 0; row < size; row++) {
      int offset = row * schema.width();
      String code = code(schema, rows, offset);
      all.count(schema, rows, offset, all.counts.computeIfAbsent(code, unused -> all.none()));
    }
    return all;
  }

  /** What the row's warehouse is called here. */
  public static String code(FeatureSchema schema, float[] rows, int offset) {
    int warehouse = schema.names().indexOf(WAREHOUSE);
    return warehouse < 0 ? "" : Float.toString(rows[offset + warehouse]);
  }

  /** Counts of no row, by feature and bin. */
  public long[][] none() {
    return new long[features.size()][BINS + 1];
  }

  /** Adds the row that begins at an offset to counts, in place. */
  public void count(FeatureSchema schema, float[] rows, int offset, long[][] into) {
    for (int f = 0; f < into.length; f++) {
      into[f][bin(f, rows[offset + schema.names().indexOf(features.get(f))])]++;
    }
  }

  private int bin(int feature, float value) {
    if (Float.isNaN(value)) {
      return BINS;
    }
    int found = Arrays.binarySearch(edges[feature], value);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Tenths; fewer where many values are the same. */
  private static double[] edges(float[] rows, int size, int width, int column) {
    float[] values = new float[size];
    int known = 0;
    for (int row = 0; row < size; row++) {
      float value = rows[row * width + column];
      if (!Float.isNaN(value)) {
        values[known++] = value;
      }
    }
    Arrays.sort(values, 0, known);
    List<Double> edges = new ArrayList<>();
    for (int tenth = 1; tenth < BINS && known > 0; tenth++) {
      double edge = values[(int) ((long) tenth * known / BINS)];
      if (edges.isEmpty() || edge > edges.get(edges.size() - 1)) {
        edges.add(edge);
      }
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Population stability index of each feature: how far what was counted in a warehouse lies from
   * what training saw of it, 0 where the two are the same, and more than .25 by custom a shift that
   * matters; empty for a warehouse that training saw nothing of.
   *
   * @param code of the warehouse
   * @param found by feature and bin
   */
  public Map<String, Double> stability(String code, long[][] found) {
    long[][] reference = counts.get(code);
    Map<String, Double> indexes = new TreeMap<>();
    for (int f = 0; reference != null && f < Math.min(found.length, reference.length); f++) {
      indexes.put(features.get(f), index(reference[f], found[f]));
    }
    return indexes;
  }

  /** The index that is found by chance alone, about, of as many rows. */
  public static double chance(long rows) {
    return rows == 0 ? 0 : BINS / (double) rows;
  }

  /** Half a row more in each bin, so that an empty one has a finite share in it. */
  private static double index(long[] reference, long[] found) {
    double allReference = Arrays.stream(reference).sum() + .5 * reference.length;
    double allFound = Arrays.stream(found).sum() + .5 * found.length;
    double index = 0;
    for (int i = 0; i < reference.length; i++) {
      double expected = (reference[i] + .5) / allReference;
      double actual = (found[i] + .5) / allFound;
      index += (actual - expected) * Math.log(actual / expected);
    }
    return index;
  }

  public String json() {
    try {
      return MAPPER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #json()} wrote.
   *
   * @throws JsonProcessingException when the text is something else
   */
  public static FeatureHistograms read(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, FeatureHistograms.class);
  }
}
