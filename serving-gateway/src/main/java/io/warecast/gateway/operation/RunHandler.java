package io.warecast.gateway.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.io.IOException;

/** Answers with a run and its audit. */
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
        .onSuccess(row -> JsonAnswer.send(context, json -> write(json, row)))
        .onFailure(context::fail);
  }

  private static void write(JsonGenerator json, Row row) throws IOException {
    json.writeObjectFieldStart("run");
    RunJson.write(json, row);
    json.writeEndObject();
    json.writeFieldName("checks");
    JsonObject audit = row.getJsonObject("audit");
    JsonArray checks = audit == null ? null : audit.getJsonArray("checks");
    json.writeRawValue(checks == null ? "[]" : checks.encode());
  }
}
