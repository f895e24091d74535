package io.warecast.client;

import java.util.List;
import java.util.Optional;

/** What a model has answered; ratios to the level of the rows' series. */
public record InferenceResponse(
    String modelName, String modelVersion, Optional<String> id, List<Output> outputs) {

  /**
   * A tensor.
   *
   * @param data row by row
   */
  public record Output(String name, List<Integer> shape, String datatype, float[] data) {}
}
