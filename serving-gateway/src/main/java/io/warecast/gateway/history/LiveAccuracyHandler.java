package io.warecast.gateway.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers how the served forecasts of a warehouse have done, by day. */
public final class LiveAccuracyHandler implements Handler<RoutingContext> {

  private static final List<String> CLASSES =
      List.of("all", "smooth", "erratic", "intermittent", "lumpy", "new", "group");
  private static final List<String> LEADS = List.of("1", "7", "14", "28");

  private static final String SQL =
      """
      SELECT day, measure, value FROM live_accuracy
       WHERE warehouse_id = $1 AND day BETWEEN $2 AND $3 AND demand_class = $4 AND steps = $5
       ORDER BY day, measure""";

  private final Postgres postgres;

  private LiveAccuracyHandler(Postgres postgres) {
    this.postgres = postgres;
  }

  public static LiveAccuracyHandler create(Postgres postgres) {
    return new LiveAccuracyHandler(postgres);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    PastSeries days = PastSeries.read(query);
    if (query.text("item_id").isPresent()) {
      query.refuse("item_id", "is unknown; see /api/v1/accuracy/series");
    }
    String demandClass = query.choice("demand_class", CLASSES).orElse("all");
    String lead = query.choice("lead", LEADS).orElse("1");
    query.end();
    days.requireAccess(context);
    postgres
        .ask(SQL, days.key().warehouseId(), days.from(), days.to(), demandClass, lead)
        .onSuccess(
            rows ->
                JsonAnswer.send(
                    context,
                    json -> {
                      json.writeStringField("warehouse_id", days.key().warehouseId());
                      json.writeStringField("demand_class", demandClass);
                      json.writeNumberField("lead", Integer.parseInt(lead));
                      write(json, rows);
                    }))
        .onFailure(context::fail);
  }

  private static void write(JsonGenerator json, List<Row> rows) throws IOException {
    json.writeArrayFieldStart("days");
    @Nullable LocalDate open = null;
    for (Row row : rows) {
      LocalDate day = row.getLocalDate("day");
      if (!day.equals(open)) {
        close(json, open);
        json.writeStartObject();
        json.writeStringField("date", day.toString());
        json.writeObjectFieldStart("measures");
        open = day;
      }
      JsonAnswer.number(json, row.getString("measure"), row.getDouble("value"));
    }
    close(json, open);
    json.writeEndArray();
  }

  private static void close(JsonGenerator json, @Nullable LocalDate open) throws IOException {
    if (open != null) {
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
