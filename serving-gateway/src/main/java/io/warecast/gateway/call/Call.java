package io.warecast.gateway.call;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first byte to its answer: its identifiers, and what audit, metrics and logs
 * say of it. Belongs to one event loop.
 */
public final class Call {

  private static final String KEY = Call.class.getName();
  private static final int MOST_WAREHOUSES = 100;

  // has to exist before the first Vertx of the process does
  private static final ContextLocal<Call> LOCAL = ContextLocal.registerLocal(Call.class);

  private final String requestId;
  private final TraceContext trace;
  private final Instant arrival;
  private final long arrivalNanos;
  private String subject = "";
  private String source = "";
  private @Nullable String warehouse;
  private @Nullable Set<String> warehouses;

  Call(String requestId, TraceContext trace, Instant arrival, long arrivalNanos) {
    this.requestId = requestId;
    this.trace = trace;
    this.arrival = arrival;
    this.arrivalNanos = arrivalNanos;
  }

  /** Must have been called before the process makes its first Vertx. */
  public static void register() {
    // what is to be done is done when the class is loaded
  }

  /** The call that a route's handler serves. */
  public static Call of(RoutingContext context) {
    Call call = context.get(KEY);
    if (call == null) {
      throw new IllegalStateException("route " + context.request().path() + " lacks CallHandler");
    }
    return call;
  }

  /** The call that this thread serves at the moment; null when it serves none. */
  public static @Nullable Call current() {
    Context context = Vertx.currentContext();
    return context == null ? null : context.getLocal(LOCAL);
  }

  void store(RoutingContext context) {
    context.put(KEY, this);
    Context own = Vertx.currentContext();
    if (own != null) {
      own.putLocal(LOCAL, this);
    }
  }

  /** Notes that the call is about a warehouse, whether or not the caller may see it. */
  public void concerns(String warehouseId) {
    if (warehouse == null || warehouse.equals(warehouseId)) {
      warehouse = warehouseId;
      return;
    }
    if (warehouses == null) {
      warehouses = new TreeSet<>(Set.of(warehouse));
    }
    if (warehouses.size() < MOST_WAREHOUSES) {
      warehouses.add(warehouseId);
    }
  }

  /** Notes who calls. */
  public void by(String caller) {
    subject = caller;
  }

  /** Notes where the answer's forecast was read from, such as {@code cache} or {@code postgres}. */
  public void servedFrom(String name) {
    source = name;
  }

  /** As the caller sent it in {@code X-Request-Id}, else one that was made for it. */
  public String requestId() {
    return requestId;
  }

  public TraceContext trace() {
    return trace;
  }

  public Instant arrival() {
    return arrival;
  }

  /** Nanoseconds since the request's head was read. */
  public long nanos() {
    return System.nanoTime() - arrivalNanos;
  }

  /** The caller; empty until they are known. */
  public String subject() {
    return subject;
  }

  /** Where the answer's forecast was read from; empty when there is nothing to tell. */
  public String source() {
    return source;
  }

  /** The warehouses that the call is about, sorted; at most {@value #MOST_WAREHOUSES}. */
  public Set<String> warehouses() {
    if (warehouses != null) {
      return warehouses;
    }
    return warehouse == null ? Set.of() : Set.of(warehouse);
  }
}
