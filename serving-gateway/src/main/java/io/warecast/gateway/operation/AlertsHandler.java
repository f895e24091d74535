package io.warecast.gateway.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.Cursors;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.http.TextRules;
import io.warecast.gateway.security.Caller;
import io.warecast.gateway.security.WarehouseAccess;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Answers with alerts of the caller's warehouses, the newest first. */
public final class AlertsHandler implements Handler<RoutingContext> {

  private static final List<String> KINDS = List.of("coverage", "residual_drift", "feature_drift");

  private static final String SQL =
      """
      SELECT warehouse_id, day, kind, subject, value, "limit", raised_at, detail FROM alert
       WHERE ($1::text[] IS NULL OR warehouse_id = ANY ($1)) AND ($2::text IS NULL OR kind = $2)
         AND ($3::date IS NULL OR (day, warehouse_id, kind, subject) < ($3, $4, $5, $6))
       ORDER BY day DESC, warehouse_id DESC, kind DESC, subject DESC LIMIT $7""";

  private final Postgres postgres;

  private AlertsHandler(Postgres postgres) {
    this.postgres = postgres;
  }

  public static AlertsHandler create(Postgres postgres) {
    return new AlertsHandler(postgres);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    Optional<String> warehouse = query.warehouse();
    String kind = query.choice("kind", KINDS).orElse(null);
    int limit = query.integer("limit", 1, 500).orElse(100);
    List<String> cursor = Cursors.read(query, 4);
    LocalDate before = cursor.isEmpty() ? null : TextRules.day(cursor.get(0)).orElse(null);
    if (!cursor.isEmpty() && before == null) {
      query.refuse("cursor", "takes the next_cursor of an earlier answer");
    }
    query.end();
    warehouse.ifPresent(Caller.of(context)::requireAccess);
    postgres
        .ask(
            SQL,
            warehouses(Caller.of(context).access(), warehouse),
            kind,
            before,
            before == null ? null : cursor.get(1),
            before == null ? null : cursor.get(2),
            before == null ? null : cursor.get(3),
            limit)
        .onSuccess(rows -> JsonAnswer.send(context, json -> write(json, rows, limit)))
        .onFailure(context::fail);
  }

  private static String @org.jspecify.annotations.Nullable [] warehouses(
      WarehouseAccess access, Optional<String> one) {
    if (one.isPresent()) {
      return new String[] {one.get()};
    }
    return access.warehouses().contains(WarehouseAccess.ALL)
        ? null
        : access.warehouses().toArray(String[]::new);
  }

  private static void write(JsonGenerator json, List<Row> rows, int limit) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringField("warehouse_id", row.getString("warehouse_id"));
      json.writeStringField("date", row.getLocalDate("day").toString());
      json.writeStringField("kind", row.getString("kind"));
      json.writeStringField("subject", row.getString("subject"));
      JsonAnswer.number(json, "value", row.getDouble("value"));
      JsonAnswer.number(json, "limit", row.getDouble("limit"));
      json.writeStringField("raised_at", row.getOffsetDateTime("raised_at").toInstant().toString());
      json.writeStringField("detail", row.getString("detail"));
      json.writeEndObject();
    }
    json.writeEndArray();
    if (rows.size() == limit) {
      Row last = rows.get(limit - 1);
      json.writeStringField(
          "next_cursor",
          Cursors.of(
              last.getLocalDate("day").toString(),
              last.getString("warehouse_id"),
              last.getString("kind"),
              last.getString("subject")));
    }
  }
}
