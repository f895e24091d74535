package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelManifest;
import java.util.List;

/**
 * What a training has made.
 *
 * @param model of all warehouses
 * @param warehouses the choice for each, by id; none when models of single warehouses were not
 *     asked for
 */
public record TrainedModels(ModelManifest model, List<WarehouseChoice> warehouses) {

  public TrainedModels {
    warehouses = List.copyOf(warehouses);
  }

  /**
   * Ends a training of which a part went wrong as failed.
   *
   * @throws ActionableException when the model of a warehouse could not be made or judged
   */
  public void requireNoFailure() {
    List<String> failed =
        warehouses.stream()
            .filter(WarehouseChoice::isFailure)
            .map(WarehouseChoice::warehouseId)
            .toList();
    if (!failed.isEmpty()) {
      throw new ActionableException(
          "the models of these warehouses failed, their aliases are where they were: %s. All others are settled; mend the causes named above and train again, which makes only what is missing"
              .formatted(String.join(", ", failed)));
    }
  }
}
