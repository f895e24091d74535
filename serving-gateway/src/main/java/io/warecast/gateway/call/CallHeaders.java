package io.warecast.gateway.call;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/** The headers by which a Kafka record says for which call it was written. */
public final class CallHeaders {

  public static final String REQUEST_ID = "x-request-id";
  public static final String TRACE_PARENT = "traceparent";
  public static final String TRACE_STATE = "tracestate";

  private CallHeaders() {}

  /** Adds the call's request id and trace context to a record's headers. */
  public static void write(Call call, Headers headers) {
    headers.add(REQUEST_ID, call.requestId().getBytes(StandardCharsets.UTF_8));
    headers.add(TRACE_PARENT, call.trace().header().getBytes(StandardCharsets.US_ASCII));
    if (!call.trace().state().isEmpty()) {
      headers.add(TRACE_STATE, call.trace().state().getBytes(StandardCharsets.US_ASCII));
    }
  }
}
