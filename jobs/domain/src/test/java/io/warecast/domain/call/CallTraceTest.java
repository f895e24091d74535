package io.warecast.domain.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTraceTest {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void comesOutOfHeadersAsItWentIn() {
    CallTrace call = new CallTrace("order-7/b", PARENT, "vendor=1");
    Map<String, byte[]> headers = new HashMap<>();
    call.forEachHeader(headers::put);

    assertThat(headers).containsOnlyKeys("x-request-id", "traceparent", "tracestate");
    assertThat(CallTrace.of(headers::get)).isEqualTo(call);
  }

  @Test
  void hasNoHeadersWhereNothingIsKnown() {
    Map<String, byte[]> headers = new HashMap<>();
    CallTrace.NONE.forEachHeader(headers::put);

    assertThat(headers).isEmpty();
    assertThat(CallTrace.of(headers::get)).isEqualTo(CallTrace.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "a b", "ü", "\u0000"})
  void leavesOutAnIdThatCouldForgeALine(String id) {
    Map<String, byte[]> headers =
        Map.of(
            "x-request-id", id.getBytes(UTF_8),
            "traceparent", (PARENT + "\n").getBytes(UTF_8),
            "tracestate", "a=b".getBytes(UTF_8));

    assertThat(CallTrace.of(headers::get)).isEqualTo(CallTrace.NONE);
  }

  @Test
  void leavesOutAnIdThatIsTooLong() {
    assertThat(CallTrace.of(Map.of("x-request-id", "x".repeat(129).getBytes(UTF_8))::get))
        .isEqualTo(CallTrace.NONE);
  }
}
