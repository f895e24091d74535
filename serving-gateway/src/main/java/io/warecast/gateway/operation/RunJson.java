package io.warecast.gateway.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.security.WarehouseAccess;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

/** The JSON of a row of {@code forecast_run}; what it has not is left out. */
final class RunJson {

  private RunJson() {}

  /** Why a run failed may tell of any warehouse, so only who may see all of them is told. */
  static void write(JsonGenerator json, Row row, WarehouseAccess access) throws IOException {
    json.writeStringField("run_id", row.getString("run_id"));
    json.writeStringField("kind", row.getString("kind"));
    json.writeStringField("origin", row.getLocalDate("origin").toString());
    json.writeStringField("status", row.getString("status"));
    json.writeNumberField("horizon", row.getInteger("horizon"));
    json.writeStringField("model_version", row.getString("model_version"));
    json.writeStringField("lake_snapshot", row.getString("lake_snapshot"));
    Long series = row.getLong("series_count");
    if (series != null) {
      json.writeNumberField("series_count", series);
    }
    for (String name : List.of("started_at", "finished_at", "published_at")) {
      OffsetDateTime time = row.getOffsetDateTime(name);
      if (time != null) {
        json.writeStringField(name, time.toInstant().toString());
      }
    }
    String message = row.getString("message");
    if (message != null && access.isAll()) {
      json.writeStringField("message", message);
    }
  }
}
