package io.warecast.gateway.audit;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Has every call audited that passes, whatever comes of it: as its answer's head is written, so a
 * stream when it begins; or when the caller is gone before that. A call that could not be audited
 * is refused with 503.
 */
public final class AuditHandler implements Handler<RoutingContext> {

  private static final int CALLER_GONE = 499;

  private final AuditLog log;

  private AuditHandler(AuditLog log) {
    this.log = log;
  }

  public static AuditHandler create(AuditLog log) {
    return new AuditHandler(log);
  }

  @Override
  public void handle(RoutingContext context) {
    if (!log.isOn()) {
      context.next();
      return;
    }
    if (!log.accepts()) {
      context.fail(
          Problem.unavailable("Calls cannot be audited at the moment, so none is served.")
              .toException());
      return;
    }
    Entry entry = new Entry(context);
    context.addHeadersEndHandler(entry::answered);
    context.addEndHandler(ended -> entry.ended());
    context.next();
  }

  /** One call's entry, which is made once. */
  private final class Entry {

    private final RoutingContext context;
    private boolean isMade;

    Entry(RoutingContext context) {
      this.context = context;
    }

    void answered(@Nullable Void head) {
      make(context.response().getStatusCode());
    }

    void ended() {
      make(CALLER_GONE);
    }

    private void make(int status) {
      if (!isMade) {
        isMade = true;
        log.add(event(context, status));
      }
    }
  }

  private AuditEvent event(RoutingContext context, int status) {
    Call call = Call.of(context);
    HttpServerRequest request = context.request();
    return new AuditEvent(
        log.nextId(),
        call.arrival(),
        call.subject(),
        request.method().name(),
        templateOf(context.currentRoute()),
        pathOf(request),
        call.warehouses(),
        status,
        call.nanos() / 1_000,
        call.source(),
        call.requestId(),
        call.trace().traceId(),
        hostOf(request.connection().remoteAddress()));
  }

  private static String templateOf(@Nullable Route route) {
    String path = route == null ? null : route.getPath();
    return path == null ? "" : path;
  }

  private static String pathOf(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  private static String hostOf(@Nullable SocketAddress address) {
    String host = address == null ? null : address.hostAddress();
    return host == null ? "" : host;
  }
}
