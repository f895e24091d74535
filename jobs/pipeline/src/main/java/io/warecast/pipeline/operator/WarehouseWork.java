package io.warecast.pipeline.operator;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link WarehouseOperator} does for a warehouse once all that belongs to it has come. What
 * it throws concerns that warehouse alone.
 *
 * @param <T> what comes
 */
public interface WarehouseWork<T> extends Serializable {

  /** The warehouse that something belongs to. */
  String warehouseId(T each);

  /**
   * Does the work.
   *
   * @param gathered in no fixed order; to be sorted in place
   * @param onRound is called after every boosting round, where there are any
   * @return why the warehouse is passed over; empty when it is not
   */
  Optional<String> run(String warehouseId, List<T> gathered, Runnable onRound);
}
