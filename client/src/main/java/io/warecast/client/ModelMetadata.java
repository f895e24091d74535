package io.warecast.client;

import java.util.List;

/** Inputs and outputs of a model. */
public record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    List<TensorMetadata> inputs,
    List<TensorMetadata> outputs) {

  /**
   * A tensor.
   *
   * @param shape -1 for any number
   */
  public record TensorMetadata(String name, String datatype, List<Integer> shape) {}
}
