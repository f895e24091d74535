package io.warecast.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of features that a model is asked about.
 *
 * @param id comes back with the answer
 * @param outputs wanted; all when empty
 */
public record InferenceRequest(
    Optional<String> id,
    List<Input> inputs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Output> outputs) {

  /**
   * A tensor.
   *
   * @param shape rows and columns
   * @param data row by row; null where a feature is unknown
   */
  public record Input(
      String name, List<Integer> shape, String datatype, List<@Nullable Float> data) {}

  /** Such as {@code mean} or {@code quantiles}. */
  public record Output(String name) {}

  /**
   * Rows of features, in the order that the model's metadata and schema have them.
   *
   * @param rows all of the same length; NaN where a feature is unknown
   */
  public static InferenceRequest of(float[][] rows) {
    List<@Nullable Float> data = new ArrayList<>();
    for (float[] row : rows) {
      for (float value : row) {
        data.add(Float.isNaN(value) ? null : value);
      }
    }
    List<Integer> shape = List.of(rows.length, rows.length == 0 ? 0 : rows[0].length);
    return new InferenceRequest(
        Optional.empty(), List.of(new Input("features", shape, "FP32", data)), List.of());
  }
}
