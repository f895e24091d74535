package io.warecast.pipeline.operator.intake;

import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.demand.Quantity;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.order.OrderJson;
import io.warecast.domain.series.SeriesKey;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a record of the orders topic alone whether it can be used. Never throws, whatever the
 * record holds: what cannot be used comes out with its reason.
 */
public final class OrderCheck implements Serializable {

  /** The longest value that is looked into, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  /** The longest id, in chars: ids become keys of every store. */
  public static final int MAX_ID_CHARS = 256;

  /** Producers' clocks may run ahead by this much. */
  public static final long MAX_AHEAD_MILLIS = 3_600_000;

  private static final long serialVersionUID = 1L;
  private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final byte[] NOTHING = {};
  private static final String RESERVED_PREFIX = "_";

  private final Set<String> warehouses;

  /**
   * A check against known warehouses.
   *
   * @param warehouses their ids
   */
  public OrderCheck(Set<String> warehouses) {
    this.warehouses = Set.copyOf(warehouses);
  }

  /**
   * Looks at one record.
   *
   * @param timestamp epoch millis that the broker gives it
   */
  public IncomingOrder check(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    SourceRecord source =
        new SourceRecord(
            topic,
            partition,
            offset,
            timestamp,
            Objects.requireNonNullElse(key, NOTHING),
            Objects.requireNonNullElse(value, NOTHING));
    try {
      return IncomingOrder.of(source, accepted(source));
    } catch (RefusedException e) {
      return IncomingOrder.refused(source, e.reason(), e.detail());
    }
  }

  private OrderEvent accepted(SourceRecord source) throws RefusedException {
    int length = source.value().length;
    if (length == 0) {
      throw new RefusedException(RefusalReason.EMPTY, "the record has no value");
    }
    if (length > MAX_BYTES) {
      throw new RefusedException(
          RefusalReason.TOO_LARGE, "%d bytes, expected at most %d".formatted(length, MAX_BYTES));
    }
    OrderEvent order = OrderJson.decode(source.value());
    requireIds(order);
    requireQuantity(order.quantity());
    requireTime(order.orderedAt(), source.timestamp());
    return order;
  }

  private void requireIds(OrderEvent order) throws RefusedException {
    requireId("event_id", order.eventId());
    requireId("warehouse_id", order.warehouseId());
    requireId("item_id", order.itemId());
    if (order.itemId().startsWith(RESERVED_PREFIX)) {
      throw invalid(
          "item_id '%s' begins with '_', which is reserved for groups".formatted(order.itemId()));
    }
    try {
      SeriesKey unused = new SeriesKey(order.warehouseId(), order.itemId());
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    if (!warehouses.contains(order.warehouseId())) {
      throw new RefusedException(
          RefusalReason.UNKNOWN_WAREHOUSE,
          "warehouse_id '%s' is not among the warehouses".formatted(order.warehouseId()));
    }
  }

  private static void requireId(String name, String id) throws RefusedException {
    if (id.isBlank()) {
      throw invalid(name + " is empty");
    }
    if (id.length() > MAX_ID_CHARS) {
      throw invalid(
          "%s has %d characters, expected at most %d".formatted(name, id.length(), MAX_ID_CHARS));
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c < ' ') {
        throw invalid("%s has the control character U+%04X".formatted(name, (int) c));
      }
      if (Character.isSurrogate(c)) {
        // Half a character cannot be written as UTF-8: every sink would stumble over it.
        if (i + 1 == id.length() || !Character.isSurrogatePair(c, id.charAt(i + 1))) {
          throw invalid("%s has half a surrogate pair, U+%04X".formatted(name, (int) c));
        }
        i++;
      }
    }
  }

  private static void requireQuantity(double quantity) throws RefusedException {
    if (!(Math.abs(quantity) <= Quantity.MAX_UNITS) || Quantity.ofUnits(quantity) == 0) {
      throw new RefusedException(
          RefusalReason.BAD_QUANTITY,
          "quantity is %s, expected a millionth to %.0f units, negative when cancelled"
              .formatted(quantity, Quantity.MAX_UNITS));
    }
  }

  private static void requireTime(long orderedAt, long timestamp) throws RefusedException {
    if (orderedAt < EARLIEST || orderedAt - MAX_AHEAD_MILLIS > timestamp) {
      throw new RefusedException(
          RefusalReason.BAD_TIME,
          "ordered_at is %s, expected 2000-01-01T00:00:00Z or later and at most an hour after its arrival at %s"
              .formatted(Instant.ofEpochMilli(orderedAt), Instant.ofEpochMilli(timestamp)));
    }
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(RefusalReason.INVALID, detail);
  }
}
