package io.warecast.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which series of a warehouse are wanted.
 *
 * @param q part of the id or the category, in upper or lower case
 * @param limit longest page, 1 to 500
 * @param cursor of the page before
 */
public record ItemQuery(
    Optional<String> q, Optional<String> category, OptionalInt limit, Optional<String> cursor) {

  public static final ItemQuery ALL =
      new ItemQuery(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

  /** That have a text in their id or category. */
  public static ItemQuery like(String text) {
    return new ItemQuery(
        Optional.of(text), Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  public ItemQuery inCategory(String name) {
    return new ItemQuery(q, Optional.of(name), limit, cursor);
  }

  public ItemQuery upTo(int most) {
    return new ItemQuery(q, category, OptionalInt.of(most), cursor);
  }

  /** The page that follows. */
  public ItemQuery after(String nextCursor) {
    return new ItemQuery(q, category, limit, Optional.of(nextCursor));
  }
}
