package io.warecast.pipeline.connector.lake;

import io.warecast.domain.series.Item;
import org.apache.parquet.schema.MessageType;

/** {@code items/}: one row an item; a blank category or department is none. */
record ItemForm() implements ParquetForm<Item> {

  private static final MessageType SCHEMA =
      new MessageType(
          "item", Columns.text("item_id"), Columns.text("category"), Columns.text("department"));

  @Override
  public Class<Item> type() {
    return Item.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(Item item, RowWriter row) {
    row.text(item.id()).text(item.category()).text(item.department());
  }

  @Override
  public Item read(RowReader row) {
    return new Item(row.text(0), row.text(1), row.text(2));
  }
}
