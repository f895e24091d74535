package io.warecast.gateway.call;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Begins a {@link Call}: takes the caller's {@code X-Request-Id} and {@code traceparent} or makes
 * them, and puts the id on the answer.
 */
public final class CallHandler implements Handler<RoutingContext> {

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  private static final CharSequence TRACE_PARENT = HttpHeaders.createOptimized("traceparent");
  private static final CharSequence TRACE_STATE = HttpHeaders.createOptimized("tracestate");
  private static final int LONGEST_ID = 128;

  private final InstantSource clock;

  private CallHandler(InstantSource clock) {
    this.clock = clock;
  }

  public static CallHandler create() {
    return new CallHandler(InstantSource.system());
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap headers = context.request().headers();
    String id = idOf(headers.get(REQUEST_ID));
    TraceContext trace = TraceContext.of(headers.get(TRACE_PARENT), headers.get(TRACE_STATE));
    new Call(id, trace, clock.instant(), System.nanoTime()).store(context);
    context.response().putHeader(REQUEST_ID, id);
    context.next();
  }

  /** An id of other characters could forge lines and fields of whatever it is written to. */
  private static String idOf(@Nullable String sent) {
    if (sent == null || sent.isEmpty() || sent.length() > LONGEST_ID || !isPlain(sent)) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      return TraceContext.hex(random.nextLong()) + TraceContext.hex(random.nextLong());
    }
    return sent;
  }

  private static boolean isPlain(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= 128 || !(Character.isLetterOrDigit(c) || "-_.:/+=@".indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }
}
