package io.warecast.udf.xgboost;

import java.io.Serializable;

/** Where a model comes from; fixed when a query is planned and the same for all its subtasks. */
sealed interface ModelSource extends Serializable permits FileSource, RegistrySource {

  /**
   * Loads the model once to learn its shape.
   *
   * @throws io.warecast.domain.ActionableException when it cannot be loaded
   */
  ModelShape shape();

  /** Loads the model for one subtask. */
  Scorer open();
}
