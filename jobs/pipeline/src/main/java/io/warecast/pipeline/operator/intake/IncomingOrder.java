package io.warecast.pipeline.operator.intake;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.SeriesKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of the orders topic that has been looked at: with the order that it holds, or with why
 * it was refused.
 *
 * @param order null when refused
 * @param reason null when it holds an order
 * @param detail null when it holds an order
 */
public record IncomingOrder(
    SourceRecord source,
    @Nullable OrderEvent order,
    @Nullable RefusalReason reason,
    @Nullable String detail) {

  static IncomingOrder of(SourceRecord source, OrderEvent order) {
    return new IncomingOrder(source, order, null, null);
  }

  static IncomingOrder refused(SourceRecord source, RefusalReason reason, String detail) {
    return new IncomingOrder(source, null, reason, detail);
  }

  public boolean isRefused() {
    return order == null;
  }

  /** The order; throws when this was refused. */
  public OrderEvent requireOrder() {
    return Objects.requireNonNull(order, "refused");
  }

  /** Why this cannot be used; throws when it can. */
  public DeadLetter requireRefusal() {
    return source.refused(
        Objects.requireNonNull(reason, "not refused"), Objects.requireNonNull(detail));
  }

  /** The series that the order is of; throws when this was refused. */
  public SeriesKey key() {
    return new SeriesKey(requireOrder().warehouseId(), requireOrder().itemId());
  }
}
