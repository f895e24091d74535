package io.warecast.gateway.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.Cursors;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.security.Caller;
import io.warecast.gateway.security.WarehouseAccess;
import java.io.IOException;
import java.util.List;

/** Answers with runs, the newest first. */
public final class RunsHandler implements Handler<RoutingContext> {

  private static final List<String> KINDS = List.of("daily", "continuous");
  private static final List<String> STATUSES =
      List.of("running", "staged", "published", "superseded", "failed");

  private static final String SQL =
      """
      SELECT * FROM forecast_run
       WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR status = $2)
         AND ($3::bigint IS NULL OR sequence < $3)
       ORDER BY sequence DESC LIMIT $4""";

  private final Postgres postgres;

  private RunsHandler(Postgres postgres) {
    this.postgres = postgres;
  }

  public static RunsHandler create(Postgres postgres) {
    return new RunsHandler(postgres);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    String kind = query.choice("kind", KINDS).orElse(null);
    String status = query.choice("status", STATUSES).orElse(null);
    int limit = query.integer("limit", 1, 500).orElse(100);
    Long before = before(query);
    query.end();
    WarehouseAccess access = Caller.of(context).access();
    postgres
        .ask(SQL, kind, status, before, limit)
        .onSuccess(rows -> JsonAnswer.send(context, json -> write(json, rows, limit, access)))
        .onFailure(context::fail);
  }

  private static @org.jspecify.annotations.Nullable Long before(QueryParameters query) {
    List<String> cursor = Cursors.read(query, 1);
    if (cursor.isEmpty()) {
      return null;
    }
    if (cursor.get(0).matches("\\d{1,18}")) {
      return Long.valueOf(cursor.get(0));
    }
    query.refuse("cursor", "takes the next_cursor of an earlier answer");
    return null;
  }

  private static void write(JsonGenerator json, List<Row> rows, int limit, WarehouseAccess access)
      throws IOException {
    json.writeArrayFieldStart("runs");
    for (Row row : rows) {
      json.writeStartObject();
      RunJson.write(json, row, access);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (rows.size() == limit) {
      long last = rows.get(limit - 1).getLong("sequence");
      json.writeStringField("next_cursor", Cursors.of(Long.toString(last)));
    }
  }
}
