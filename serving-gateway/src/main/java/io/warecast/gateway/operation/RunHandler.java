package io.warecast.gateway.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.domain.run.AuditCheck;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import io.warecast.gateway.security.Caller;
import io.warecast.gateway.security.WarehouseAccess;
import java.io.IOException;
import java.util.Optional;

/** Answers with a run and of its audit what the caller may see. */
public final class RunHandler implements Handler<RoutingContext> {

  private static final String SQL = "SELECT * FROM forecast_run WHERE run_id = $1";

  private final Postgres postgres;

  private RunHandler(Postgres postgres) {
    this.postgres = postgres;
  }

  public static RunHandler create(Postgres postgres) {
    return new RunHandler(postgres);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    String runId = query.path("run_id");
    query.end();
    WarehouseAccess access = Caller.of(context).access();
    postgres
        .ask(SQL, runId)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .orElseThrow(
                        () ->
                            Problem.of(
                                    ProblemKind.UNKNOWN_RUN,
                                    "There is no run '" + runId + "'; see /api/v1/runs.")
                                .toException()))
        .onSuccess(row -> JsonAnswer.send(context, json -> write(json, row, access)))
        .onFailure(context::fail);
  }

  private static void write(JsonGenerator json, Row row, WarehouseAccess access)
      throws IOException {
    json.writeObjectFieldStart("run");
    RunJson.write(json, row, access);
    json.writeEndObject();
    json.writeFieldName("checks");
    JsonObject audit = row.getJsonObject("audit");
    JsonArray checks = audit == null ? null : audit.getJsonArray("checks");
    json.writeRawValue(checks == null ? "[]" : visible(checks, access).encode());
  }

  /** Without checks of other warehouses; a detail may name a series of any. */
  private static JsonArray visible(JsonArray checks, WarehouseAccess access) {
    if (access.isAll()) {
      return checks;
    }
    JsonArray visible = new JsonArray();
    for (int i = 0; i < checks.size(); i++) {
      JsonObject check = checks.getJsonObject(i).copy();
      Optional<String> warehouse = AuditCheck.warehouseOf(check.getString("name", ""));
      if (warehouse.isEmpty()) {
        check.remove("detail");
      }
      if (warehouse.map(access::allows).orElse(true)) {
        visible.add(check);
      }
    }
    return visible;
  }
}
