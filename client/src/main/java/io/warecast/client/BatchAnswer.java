package io.warecast.client;

import java.util.List;
import java.util.Optional;

/** One result a request, in their order. */
public record BatchAnswer(List<Result> results) {

  /**
   * A prediction or a problem.
   *
   * @param status that the request alone would have had
   */
  public record Result(int status, Optional<Prediction> prediction, Optional<Problem> problem) {}
}
