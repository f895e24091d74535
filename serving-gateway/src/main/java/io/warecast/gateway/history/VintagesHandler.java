package io.warecast.gateway.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers what was forecast for days, as known on earlier days. */
public final class VintagesHandler implements Handler<RoutingContext> {

  /** Of an origin that a run and the stream job have both forecast, the newer forecast counts. */
  private static final String ALL =
      """
      WITH a AS MATERIALIZED (
           SELECT day, units FROM demand_day
            WHERE warehouse_id = $1 AND item_id = $2 AND day BETWEEN $3::date AND $4::date)
      SELECT DISTINCT ON (d.day, f.origin)
             d.day, f.origin, d.day - f.origin AS lead, f.mean[d.day - f.origin] AS mean,
             f.quantiles[1][d.day - f.origin] AS lower,
             f.quantiles[array_length(f.quantiles, 1)][d.day - f.origin] AS upper,
             f.tier, f.method, f.model_version, f.as_of, f.run_id, a.units AS actual
        FROM forecast f
        JOIN forecast_run r USING (run_id)
       CROSS JOIN LATERAL (
             SELECT generate_series(greatest(f.first_date, $3::date),
                                    least(f.first_date + array_length(f.mean, 1) - 1, $4::date),
                                    '1 day')::date AS day) d
        LEFT JOIN a ON a.day = d.day
       WHERE r.status = 'published' AND f.warehouse_id = $1 AND f.item_id = $2
         AND f.origin >= $3::date - 366 AND f.origin < $4::date
         AND ($5::integer IS NULL OR d.day - f.origin = $5)
         AND ($6::date IS NULL OR f.origin <= $6)
       ORDER BY d.day, f.origin DESC, f.generated_at DESC""";

  private static final String NEWEST =
      "SELECT DISTINCT ON (day) * FROM (" + ALL + ") v ORDER BY day, origin DESC";

  private static final String BY_ORIGIN = "SELECT * FROM (" + ALL + ") v ORDER BY day, origin";

  private final Postgres postgres;

  private VintagesHandler(Postgres postgres) {
    this.postgres = postgres;
  }

  public static VintagesHandler create(Postgres postgres) {
    return new VintagesHandler(postgres);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    PastSeries series = PastSeries.read(query);
    Optional<LocalDate> knownOn = query.day("known_on");
    OptionalInt lead = query.integer("lead", 1, 366);
    if (knownOn.isPresent() && lead.isPresent()) {
      query.refuse("lead", "does not go with known_on");
    }
    query.end();
    series.requireAccess(context);
    find(series, knownOn, lead)
        .onSuccess(rows -> JsonAnswer.send(context, json -> write(json, series, rows)))
        .onFailure(context::fail);
  }

  private Future<List<Row>> find(PastSeries series, Optional<LocalDate> knownOn, OptionalInt lead) {
    return postgres.ask(
        knownOn.isPresent() ? NEWEST : BY_ORIGIN,
        series.key().warehouseId(),
        series.key().itemId(),
        series.from(),
        series.to(),
        lead.isPresent() ? lead.getAsInt() : null,
        knownOn.orElse(null));
  }

  private static void write(JsonGenerator json, PastSeries series, List<Row> rows)
      throws IOException {
    json.writeStringField("warehouse_id", series.key().warehouseId());
    json.writeStringField("item_id", series.key().itemId());
    json.writeArrayFieldStart("vintages");
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringField("target_date", row.getLocalDate("day").toString());
      json.writeStringField("origin", row.getLocalDate("origin").toString());
      json.writeNumberField("lead", row.getInteger("lead"));
      JsonAnswer.number(json, "mean", row.getFloat("mean"));
      JsonAnswer.number(json, "lower", row.getFloat("lower"));
      JsonAnswer.number(json, "upper", row.getFloat("upper"));
      json.writeStringField("tier", row.getString("tier"));
      json.writeStringField("method", row.getString("method"));
      json.writeStringField("model_version", row.getString("model_version"));
      json.writeStringField("as_of", row.getOffsetDateTime("as_of").toInstant().toString());
      json.writeStringField("run_id", row.getString("run_id"));
      Float actual = row.getFloat("actual");
      if (actual != null) {
        JsonAnswer.number(json, "actual", actual);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
