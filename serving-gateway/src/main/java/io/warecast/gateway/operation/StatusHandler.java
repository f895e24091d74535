package io.warecast.gateway.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.backend.Breaker;
import io.warecast.gateway.forecast.ForecastCache;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import java.io.IOException;
import java.util.List;

/** Answers how the gateway and what is behind it are, as far as it has noticed. */
public final class StatusHandler implements Handler<RoutingContext> {

  private final List<Breaker> breakers;
  private final ForecastCache cache;

  private StatusHandler(List<Breaker> breakers, ForecastCache cache) {
    this.breakers = List.copyOf(breakers);
    this.cache = cache;
  }

  /** Takes Redis' breaker first: without Redis the state is degraded at best. */
  public static StatusHandler create(List<Breaker> breakers, ForecastCache cache) {
    return new StatusHandler(breakers, cache);
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters.none(context);
    JsonAnswer.sendOnce(context, this::write);
  }

  private String status() {
    boolean isWell = cache.isFollowing();
    for (Breaker each : breakers) {
      isWell &= !each.isConfigured() || each.isClosed();
    }
    if (isWell) {
      return "ready";
    }
    return breakers.stream().anyMatch(each -> each.isConfigured() && each.isClosed())
        ? "degraded"
        : "unavailable";
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStringField("status", status());
    json.writeArrayFieldStart("backends");
    for (Breaker each : breakers) {
      json.writeStartObject();
      json.writeStringField("name", each.name());
      json.writeStringField("state", each.state());
      json.writeBooleanField("configured", each.isConfigured());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("cache");
    json.writeNumberField("entries", cache.size());
    json.writeNumberField("hits", cache.hits());
    json.writeNumberField("misses", cache.misses());
    json.writeBooleanField("following", cache.isFollowing());
    json.writeEndObject();
  }
}
