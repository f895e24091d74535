package io.warecast.gateway.catalogue;

import io.warecast.domain.series.SeriesKey;
import java.util.Locale;

/**
 * A series that has a forecast.
 *
 * @param category of the item, or the name of the category that it is; may be empty
 * @param department may be empty
 */
record SeriesEntry(SeriesKey key, String category, String department) {

  /** Whether the id or the category has a text, given in lower case. */
  boolean contains(String text) {
    return key.itemId().toLowerCase(Locale.ROOT).contains(text)
        || category.toLowerCase(Locale.ROOT).contains(text);
  }
}
