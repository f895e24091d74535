package io.warecast.gateway.operation;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.security.Caller;
import io.warecast.gateway.security.WarehouseAccess;
import java.util.Set;
import java.util.TreeSet;

/** Answers what the caller's token opens. */
public final class MeHandler implements Handler<RoutingContext> {

  private MeHandler() {}

  public static MeHandler create() {
    return new MeHandler();
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters.none(context);
    Caller caller = Caller.of(context);
    Set<String> warehouses = new TreeSet<>(caller.access().warehouses());
    boolean all = warehouses.remove(WarehouseAccess.ALL);
    JsonAnswer.sendOnce(
        context,
        json -> {
          json.writeStringField("subject", caller.subject());
          json.writeArrayFieldStart("roles");
          json.writeString(caller.role().claim());
          json.writeEndArray();
          json.writeArrayFieldStart("warehouses");
          for (String each : warehouses) {
            json.writeString(each);
          }
          json.writeEndArray();
          json.writeBooleanField("all_warehouses", all);
        });
  }
}
