package io.warecast.domain.model;

import java.util.List;

/**
 * What items of a category that had not sold yet went on to sell, those that still waited for their
 * first order included: what is expected of one like them.
 *
 * @param category of the items; empty for those of all categories together
 * @param days that it was taken from
 * @param mean units a day
 * @param quantiles units a day, one for each of the model's levels, ascending
 */
public record NewItems(String category, int days, double mean, List<Float> quantiles) {

  public NewItems {
    quantiles = List.copyOf(quantiles);
    boolean isAscending = true;
    for (int i = 1; i < quantiles.size(); i++) {
      isAscending &= quantiles.get(i) >= quantiles.get(i - 1);
    }
    if (!(mean >= 0) || !isAscending || (!quantiles.isEmpty() && !(quantiles.get(0) >= 0))) {
      throw new IllegalArgumentException(
          "new items of category '%s' sell %s a day, quantiles %s: expected numbers from 0 on, quantiles ascending"
              .formatted(category, mean, quantiles));
    }
  }
}
