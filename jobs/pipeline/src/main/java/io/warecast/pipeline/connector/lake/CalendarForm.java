package io.warecast.pipeline.connector.lake;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import org.apache.parquet.schema.MessageType;

/** {@code calendar/}: one row a special day. */
record CalendarForm() implements ParquetForm<CalendarEvent> {

  private static final MessageType SCHEMA =
      new MessageType(
          "calendar_event",
          Columns.text("warehouse_id"),
          Columns.date("day"),
          Columns.text("kind"),
          Columns.text("name"));

  @Override
  public Class<CalendarEvent> type() {
    return CalendarEvent.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(CalendarEvent event, RowWriter row) {
    row.text(event.warehouseId()).integer(event.day()).text(event.kind().name()).text(event.name());
  }

  @Override
  public CalendarEvent read(RowReader row) {
    return new CalendarEvent(
        row.text(0), row.integer(1), DayKind.valueOf(row.text(2)), row.text(3));
  }
}
