package io.warecast.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which forecasts are wanted; what is empty does not restrict them.
 *
 * @param itemPrefix that item ids begin with; those of groups begin with an underscore
 * @param limit longest page, 1 to 500
 * @param cursor of the page before
 */
public record ForecastQuery(
    Optional<String> warehouseId,
    Optional<String> category,
    Optional<String> itemPrefix,
    Optional<Tier> tier,
    OptionalInt limit,
    Optional<String> cursor) {

  /** All that the token opens. */
  public static final ForecastQuery ALL =
      new ForecastQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty());

  public ForecastQuery inWarehouse(String id) {
    return new ForecastQuery(Optional.of(id), category, itemPrefix, tier, limit, cursor);
  }

  public ForecastQuery inCategory(String name) {
    return new ForecastQuery(warehouseId, Optional.of(name), itemPrefix, tier, limit, cursor);
  }

  public ForecastQuery ofItems(String prefix) {
    return new ForecastQuery(warehouseId, category, Optional.of(prefix), tier, limit, cursor);
  }

  public ForecastQuery ofTier(Tier only) {
    return new ForecastQuery(warehouseId, category, itemPrefix, Optional.of(only), limit, cursor);
  }

  public ForecastQuery upTo(int most) {
    return new ForecastQuery(warehouseId, category, itemPrefix, tier, OptionalInt.of(most), cursor);
  }

  /** The page that follows. */
  public ForecastQuery after(String nextCursor) {
    return new ForecastQuery(
        warehouseId, category, itemPrefix, tier, limit, Optional.of(nextCursor));
  }
}
