package io.warecast.gateway.history;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;

/** Answers what was demanded on closed days. */
public final class ActualsHandler implements Handler<RoutingContext> {

  private static final String SQL =
      """
      SELECT day, units, updated_at FROM demand_day
       WHERE warehouse_id = $1 AND item_id = $2 AND day BETWEEN $3 AND $4 ORDER BY day""";

  private final Postgres postgres;

  private ActualsHandler(Postgres postgres) {
    this.postgres = postgres;
  }

  public static ActualsHandler create(Postgres postgres) {
    return new ActualsHandler(postgres);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    PastSeries series = PastSeries.read(query);
    query.end();
    series.requireAccess(context);
    postgres
        .ask(SQL, series.key().warehouseId(), series.key().itemId(), series.from(), series.to())
        .onSuccess(
            rows ->
                JsonAnswer.send(
                    context,
                    json -> {
                      json.writeStringField("warehouse_id", series.key().warehouseId());
                      json.writeStringField("item_id", series.key().itemId());
                      json.writeArrayFieldStart("actuals");
                      for (Row row : rows) {
                        json.writeStartObject();
                        json.writeStringField("date", row.getLocalDate("day").toString());
                        JsonAnswer.number(json, "units", row.getFloat("units"));
                        json.writeStringField(
                            "updated_at",
                            row.getOffsetDateTime("updated_at").toInstant().toString());
                        json.writeEndObject();
                      }
                      json.writeEndArray();
                    }))
        .onFailure(context::fail);
  }
}
