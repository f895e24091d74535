package io.warecast.pipeline.connector.lake;

import io.warecast.domain.order.OrderEvent;
import org.apache.parquet.schema.MessageType;

/** {@code raw/orders/}: one row an order line, in the order of its arrival. */
record OrderForm() implements ParquetForm<OrderEvent> {

  private static final MessageType SCHEMA =
      new MessageType(
          "order",
          Columns.text("event_id"),
          Columns.text("warehouse_id"),
          Columns.text("item_id"),
          Columns.precise("quantity"),
          Columns.instant("ordered_at"));

  @Override
  public Class<OrderEvent> type() {
    return OrderEvent.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(OrderEvent order, RowWriter row) {
    row.text(order.eventId())
        .text(order.warehouseId())
        .text(order.itemId())
        .real(order.quantity())
        .integer(order.orderedAt());
  }

  @Override
  public OrderEvent read(RowReader row) {
    return new OrderEvent(
        row.text(0), row.text(1), row.text(2), row.precise(3), row.longInteger(4));
  }
}
