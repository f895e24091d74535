package io.warecast.domain.message;

import io.warecast.domain.covariate.PriceChange;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.series.SeriesKey;

/**
 * The JSON of a {@link PriceChange} on the topic {@code prices}: {warehouse_id, item_id, from_date,
 * price?, promoted?}; without a price the item is not for sale.
 */
public final class PriceChangeJson {

  private PriceChangeJson() {}

  public static byte[] write(PriceChange change) {
    return MessageJson.object(
        json -> {
          json.writeStringField("warehouse_id", change.key().warehouseId());
          json.writeStringField("item_id", change.key().itemId());
          MessageJson.day(json, "from_date", change.fromDay());
          MessageJson.number(json, "price", change.price());
          json.writeBooleanField("promoted", change.promoted());
        });
  }

  /**
   * Reads a message.
   *
   * @throws RefusedException when it cannot be used; groups have no price
   */
  public static PriceChange read(byte[] message) throws RefusedException {
    MessageFields fields = MessageFields.of(message);
    SeriesKey key = fields.series();
    if (key.itemId().startsWith("_")) {
      throw fields.refused("item_id", "begins with _, which is reserved for groups");
    }
    return new PriceChange(
        key,
        fields.day("from_date"),
        fields.numberOrUnknown("price", 0),
        Boolean.TRUE.equals(fields.flag("promoted")));
  }
}
