package io.warecast.gateway.predict;

import io.vertx.core.buffer.Buffer;
import io.warecast.gateway.forecast.Served;
import java.nio.charset.StandardCharsets;

/** The answer to a request: a window of a forecast. */
record Prediction(Served served, Window window, boolean includeConfidence) {

  private record Question(Window window, boolean includeConfidence) {}

  /** The document, given how long the request has taken so far. */
  Buffer encode(long latencyNanos) {
    byte[] open =
        served
            .encoded()
            .answer(
                new Question(window, includeConfidence),
                () ->
                    new PredictAnswer(Units.of(served.encoded()), window, includeConfidence)
                        .open());
    String end =
        ",\"served_from\":\""
            + served.source().wireName()
            + "\",\"latency_ms\":"
            + millis(latencyNanos)
            + "}";
    byte[] tail = end.getBytes(StandardCharsets.US_ASCII);
    return Buffer.buffer(open.length + tail.length).appendBytes(open).appendBytes(tail);
  }

  /** Of the forecast's generation: another generation has another tag. */
  String etag() {
    return "\""
        + Long.toString(served.head().asOf(), Character.MAX_RADIX)
        + "-"
        + Long.toString(served.head().sequence(), Character.MAX_RADIX)
        + "\"";
  }

  private static String millis(long nanos) {
    long micros = nanos / 1_000;
    String fraction = Long.toString(1_000 + micros % 1_000);
    return micros / 1_000 + "." + fraction.substring(1);
  }
}
