package io.warecast.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Notes when a request arrived, so that its answer can say how long it took. */
public final class ArrivalHandler implements Handler<RoutingContext> {

  private static final String KEY = ArrivalHandler.class.getName();

  private ArrivalHandler() {}

  public static ArrivalHandler create() {
    return new ArrivalHandler();
  }

  @Override
  public void handle(RoutingContext context) {
    context.put(KEY, System.nanoTime());
    context.next();
  }

  /** Nanoseconds since the request's head was read; 0 on a route without this handler. */
  public static long nanosSince(RoutingContext context) {
    Long arrival = context.get(KEY);
    return arrival == null ? 0 : System.nanoTime() - arrival;
  }
}
