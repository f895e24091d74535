package io.warecast.gateway.call;

import io.warecast.domain.call.CallTrace;
import org.apache.kafka.common.header.Headers;

/** The headers by which a Kafka record says for which call it was written. */
public final class CallHeaders {

  private CallHeaders() {}

  /** Adds the call's request id and trace context to a record's headers. */
  public static void write(Call call, Headers headers) {
    new CallTrace(call.requestId(), call.trace().header(), call.trace().state())
        .forEachHeader(headers::add);
  }
}
