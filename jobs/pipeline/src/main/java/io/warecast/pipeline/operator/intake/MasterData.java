package io.warecast.pipeline.operator.intake;

import io.warecast.domain.series.Item;
import io.warecast.domain.series.Warehouse;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What operators must know of warehouses and items beforehand. Travels in the job graph.
 *
 * @param warehouses by id
 * @param categories by item id; items without a category are left out
 * @param historyEndDay the last epoch day that the history holds, whole, of every warehouse
 */
public record MasterData(
    Map<String, Warehouse> warehouses, Map<String, String> categories, int historyEndDay)
    implements Serializable {

  public MasterData {
    warehouses = Map.copyOf(warehouses);
    categories = Map.copyOf(categories);
  }

  public static MasterData of(
      Collection<Warehouse> warehouses, Collection<Item> items, int historyEndDay) {
    return new MasterData(
        warehouses.stream().collect(Collectors.toMap(Warehouse::id, warehouse -> warehouse)),
        items.stream()
            .filter(item -> !item.category().isBlank())
            .collect(Collectors.toMap(Item::id, Item::category)),
        historyEndDay);
  }

  public Optional<Warehouse> warehouse(String id) {
    return Optional.ofNullable(warehouses.get(id));
  }

  /** The first epoch day of which the history holds nothing: the stream counts all of it. */
  public int countedFrom() {
    return historyEndDay + 1;
  }
}
