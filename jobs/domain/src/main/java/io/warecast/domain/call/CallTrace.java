package io.warecast.domain.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what logs and traces know the call that something is done for. Goes with a request through
 * Kafka as headers of its records, which are named as those of HTTP are.
 *
 * @param requestId empty when unknown
 * @param traceParent W3C Trace Context, level 1; empty when unknown
 * @param traceState what goes with it; may be empty
 */
public record CallTrace(String requestId, String traceParent, String traceState) {

  public static final String REQUEST_ID = "x-request-id";
  public static final String TRACE_PARENT = "traceparent";
  public static final String TRACE_STATE = "tracestate";

  /** Nothing is known of the call. */
  public static final CallTrace NONE = new CallTrace("", "", "");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-_.:/+=@]{1,128}");
  private static final Pattern PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");

  /**
   * Reads the headers of a record. What is not of their form is left out: it could forge lines of
   * whatever it is written to.
   *
   * @param header the value of a name, null when there is none
   */
  public static CallTrace of(Function<String, byte @Nullable []> header) {
    String parent = valid(header.apply(TRACE_PARENT), PARENT);
    String state = parent.isEmpty() ? "" : valid(header.apply(TRACE_STATE), STATE);
    String id = valid(header.apply(REQUEST_ID), ID);
    return id.isEmpty() && parent.isEmpty() ? NONE : new CallTrace(id, parent, state);
  }

  private static String valid(byte @Nullable [] value, Pattern form) {
    if (value == null || value.length > 512) {
      return "";
    }
    String text = new String(value, US_ASCII);
    return form.matcher(text).matches() ? text : "";
  }

  /** Hands on the name and value of each header that there is. */
  public void forEachHeader(BiConsumer<String, byte[]> headers) {
    give(REQUEST_ID, requestId, headers);
    give(TRACE_PARENT, traceParent, headers);
    give(TRACE_STATE, traceState, headers);
  }

  private static void give(String name, String value, BiConsumer<String, byte[]> headers) {
    if (!value.isEmpty()) {
      headers.accept(name, value.getBytes(US_ASCII));
    }
  }

  /** For log lines. */
  @Override
  public String toString() {
    return "x-request-id %s, traceparent %s".formatted(shown(requestId), shown(traceParent));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "unknown" : value;
  }
}
