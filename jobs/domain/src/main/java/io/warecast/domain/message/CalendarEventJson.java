package io.warecast.domain.message;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.deadletter.RefusedException;
import java.util.Arrays;

/**
 * The JSON of a {@link CalendarEvent} on the topic {@code calendar-events}: {warehouse_id, date,
 * kind, name}; the kind as {@link DayKind} spells it.
 */
public final class CalendarEventJson {

  private CalendarEventJson() {}

  public static byte[] write(CalendarEvent event) {
    return MessageJson.object(
        json -> {
          json.writeStringField("warehouse_id", event.warehouseId());
          MessageJson.day(json, "date", event.day());
          json.writeStringField("kind", event.kind().name());
          json.writeStringField("name", event.name());
        });
  }

  /**
   * Reads a message.
   *
   * @throws RefusedException when it cannot be used
   */
  public static CalendarEvent read(byte[] message) throws RefusedException {
    MessageFields fields = MessageFields.of(message);
    return new CalendarEvent(
        fields.warehouse("warehouse_id"), fields.day("date"), kind(fields), fields.text("name"));
  }

  private static DayKind kind(MessageFields fields) throws RefusedException {
    String name = fields.text("kind");
    for (DayKind kind : DayKind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw fields.refused("kind", "is not one of " + Arrays.toString(DayKind.values()));
  }
}
