package io.warecast.gateway.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.security.Caller;
import java.io.IOException;
import java.util.List;

/** Answers with the warehouses that the caller may see. */
public final class WarehousesHandler implements Handler<RoutingContext> {

  private final Catalogue catalogue;

  private WarehousesHandler(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public static WarehousesHandler create(Catalogue catalogue) {
    return new WarehousesHandler(catalogue);
  }

  private record Counted(WarehouseEntry warehouse, int series) {}

  @Override
  public void handle(RoutingContext context) {
    QueryParameters.none(context);
    Caller caller = Caller.of(context);
    catalogue
        .warehouses()
        .compose(
            all ->
                Future.all(
                    all.stream()
                        .filter(each -> caller.access().allows(each.warehouseId()))
                        .map(this::counted)
                        .toList()))
        .onSuccess(
            counted -> JsonAnswer.send(context, json -> write(json, counted.<Counted>list())))
        .onFailure(context::fail);
  }

  private Future<Counted> counted(WarehouseEntry warehouse) {
    return catalogue
        .series(warehouse.warehouseId())
        .map(series -> new Counted(warehouse, series.size()));
  }

  private static void write(JsonGenerator json, List<Counted> all) throws IOException {
    json.writeArrayFieldStart("warehouses");
    for (Counted each : all) {
      json.writeStartObject();
      json.writeStringField("warehouse_id", each.warehouse().warehouseId());
      if (!each.warehouse().region().isEmpty()) {
        json.writeStringField("region", each.warehouse().region());
      }
      if (!each.warehouse().timeZone().isEmpty()) {
        json.writeStringField("time_zone", each.warehouse().timeZone());
      }
      json.writeNumberField("series", each.series());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
