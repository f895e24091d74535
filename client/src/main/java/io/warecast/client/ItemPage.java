package io.warecast.client;

import java.util.List;
import java.util.Optional;

/**
 * A page of series of a warehouse, by id.
 *
 * @param nextCursor of the next page; empty on the last
 */
public record ItemPage(List<Item> items, Optional<String> nextCursor) {

  /**
   * A series.
   *
   * @param group whether it is a whole warehouse or a category
   */
  public record Item(
      String itemId, boolean group, Optional<String> category, Optional<String> department) {}
}
