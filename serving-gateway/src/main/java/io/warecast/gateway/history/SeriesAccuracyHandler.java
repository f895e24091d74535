package io.warecast.gateway.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import java.io.IOException;

/** Answers how the published forecasts of one series have done, by days ahead. */
public final class SeriesAccuracyHandler implements Handler<RoutingContext> {

  private static final String SQL =
      """
      WITH d AS MATERIALIZED (
           SELECT day, units FROM demand_day
            WHERE warehouse_id = $1 AND item_id = $2 AND day BETWEEN $3::date AND $4::date)
      SELECT v.lead, count(*) AS days, sum(v.units)::float8 AS units,
             sum(abs(v.mean - v.units))::float8 AS error, sum(v.mean - v.units)::float8 AS bias,
             avg((v.units BETWEEN v.lower AND v.upper)::integer)::float8 AS coverage
        FROM (SELECT DISTINCT ON (d.day, f.origin)
                     d.day - f.origin AS lead, d.units, f.mean[d.day - f.origin] AS mean,
                     f.quantiles[1][d.day - f.origin] AS lower,
                     f.quantiles[array_length(f.quantiles, 1)][d.day - f.origin] AS upper
                FROM forecast f
                JOIN forecast_run r USING (run_id)
                JOIN d ON d.day > f.origin AND d.day <= f.origin + array_length(f.mean, 1)
               WHERE r.status = 'published' AND f.warehouse_id = $1 AND f.item_id = $2
                 AND f.origin >= $3::date - 366
               ORDER BY d.day, f.origin, f.generated_at DESC) v
       GROUP BY v.lead ORDER BY v.lead""";

  private final Postgres postgres;

  private SeriesAccuracyHandler(Postgres postgres) {
    this.postgres = postgres;
  }

  public static SeriesAccuracyHandler create(Postgres postgres) {
    return new SeriesAccuracyHandler(postgres);
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
                      json.writeArrayFieldStart("leads");
                      for (Row row : rows) {
                        write(json, row);
                      }
                      json.writeEndArray();
                    }))
        .onFailure(context::fail);
  }

  private static void write(JsonGenerator json, Row row) throws IOException {
    double units = row.getDouble("units");
    json.writeStartObject();
    json.writeNumberField("lead", row.getInteger("lead"));
    json.writeNumberField("days", row.getLong("days"));
    JsonAnswer.number(json, "units", units);
    if (units > 0) {
      JsonAnswer.number(json, "wape", row.getDouble("error") / units);
      JsonAnswer.number(json, "bias", row.getDouble("bias") / units);
    }
    JsonAnswer.number(json, "coverage", row.getDouble("coverage"));
    json.writeEndObject();
  }
}
