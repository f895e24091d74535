package io.warecast.gateway.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.security.Caller;
import io.warecast.gateway.security.WarehouseAccess;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Answers what the newest backtest of a model version has measured. */
public final class BacktestsHandler implements Handler<RoutingContext> {

  private static final List<String> KINDS =
      List.of("all", "warehouse", "category", "department", "class", "method", "total", "level");

  /** Segments of these kinds are warehouses. */
  private static final Set<String> WAREHOUSES = Set.of("warehouse", "total");

  private static final String SQL =
      """
      SELECT run_id, model_version, segment_kind, segment, steps, forecaster, measure, value
        FROM forecast_accuracy
       WHERE origin IS NULL AND segment_kind = $2
         AND run_id = (SELECT run_id FROM forecast_accuracy
                        WHERE $1::text IS NULL OR model_version = $1
                        ORDER BY measured_at DESC, run_id DESC LIMIT 1)
       ORDER BY segment, steps, forecaster, measure LIMIT 20000""";

  private final Postgres postgres;

  private BacktestsHandler(Postgres postgres) {
    this.postgres = postgres;
  }

  public static BacktestsHandler create(Postgres postgres) {
    return new BacktestsHandler(postgres);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    String version = query.text("model_version").orElse(null);
    String kind = query.choice("segment_kind", KINDS).orElse("all");
    query.end();
    WarehouseAccess access = Caller.of(context).access();
    postgres
        .ask(SQL, version, kind)
        .map(
            rows ->
                WAREHOUSES.contains(kind)
                    ? rows.stream().filter(r -> access.allows(r.getString("segment"))).toList()
                    : rows)
        .onSuccess(rows -> JsonAnswer.send(context, json -> write(json, rows)))
        .onFailure(context::fail);
  }

  private static void write(JsonGenerator json, List<Row> rows) throws IOException {
    if (!rows.isEmpty()) {
      json.writeStringField("run_id", rows.get(0).getString("run_id"));
      json.writeStringField("model_version", rows.get(0).getString("model_version"));
    }
    json.writeArrayFieldStart("figures");
    for (Row row : rows) {
      json.writeStartObject();
      for (String name : List.of("segment_kind", "segment", "steps", "forecaster", "measure")) {
        json.writeStringField(name, row.getString(name));
      }
      JsonAnswer.number(json, "value", row.getDouble("value"));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
