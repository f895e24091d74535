package io.warecast.pipeline.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.order.OrderEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCheckTest {

  private static final String GOOD =
      """
      {"event_id":"e1","warehouse_id":"W","item_id":"i","quantity":2,"ordered_at":"2026-01-31T12:00:00Z"}""";
  private static final long ARRIVED = Instant.parse("2026-01-31T12:00:01Z").toEpochMilli();

  private final OrderCheck check = new OrderCheck(Set.of("W", "V"));

  @Test
  void aGoodOrderIsKeptWithTheRecordThatHeldIt() {
    IncomingOrder incoming = check(GOOD);
    assertThat(incoming.isRefused()).isFalse();
    assertThat(incoming.requireOrder())
        .isEqualTo(new OrderEvent("e1", "W", "i", 2, ARRIVED - 1_000));
    assertThat(incoming.source().timestamp()).isEqualTo(ARRIVED);
    assertThat(incoming.key().partitionKey()).isEqualTo("W|i");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"quantity\":-1000000",
        "\"quantity\":1e6",
        "\"quantity\":0.000001",
        "\"quantity\":2.5"
      })
  void cancellationsPartsAndLargeOrdersAreGood(String quantity) {
    assertThat(check(GOOD.replace("\"quantity\":2", quantity)).isRefused()).isFalse();
  }

  @Test
  void anOrderOfUpToAnHourAheadIsGood() {
    assertThat(check(at("2026-01-31T13:00:01Z")).isRefused()).isFalse();
    assertThat(check(at("2000-01-01T00:00:00Z")).isRefused()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("hostile")
  void refuses(RefusalReason reason, String inDetail, byte[] value) {
    byte[] key = {1, 2};
    IncomingOrder incoming = check.check("orders", 3, 42, ARRIVED, key, value);
    assertThat(incoming.isRefused()).isTrue();
    DeadLetter letter = incoming.requireRefusal();
    assertThat(letter.reason()).isEqualTo(reason);
    assertThat(letter.detail()).contains(inDetail).hasSizeLessThan(700);
    assertThat(letter.topic()).isEqualTo("orders");
    assertThat(letter.partition()).isEqualTo(3);
    assertThat(letter.offset()).isEqualTo(42);
    assertThat(letter.timestamp()).isEqualTo(ARRIVED);
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value == null ? new byte[0] : value);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        refused(RefusalReason.EMPTY, "no value", (byte[]) null),
        refused(RefusalReason.EMPTY, "no value", new byte[0]),
        refused(RefusalReason.TOO_LARGE, "2097152 bytes", new byte[2 << 20]),
        refused(RefusalReason.TOO_LARGE, "1048577 bytes", new byte[(1 << 20) + 1]),
        refused(RefusalReason.MALFORMED, "", new byte[1 << 20]),
        refused(RefusalReason.MALFORMED, "", new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1}),
        refused(RefusalReason.MALFORMED, "", "not json"),
        refused(RefusalReason.MALFORMED, "", GOOD.substring(0, 60)),
        refused(RefusalReason.MALFORMED, "more than one", GOOD + GOOD),
        refused(RefusalReason.MALFORMED, "", "[".repeat(5_000)),
        refused(RefusalReason.MALFORMED, "NaN", with("2", "NaN")),
        refused(RefusalReason.MALFORMED, "", with("2", "Infinity")),
        refused(RefusalReason.INVALID, "JSON object", "[" + GOOD + "]"),
        refused(RefusalReason.INVALID, "JSON object", "null"),
        refused(RefusalReason.INVALID, "event_id", "{}"),
        refused(RefusalReason.INVALID, "item_id", GOOD.replace("item_id", "sku")),
        refused(RefusalReason.INVALID, "quantity", with("2", "\"2\"")),
        refused(RefusalReason.INVALID, "quantity", with("2", "null")),
        refused(RefusalReason.INVALID, "event_id", with("\"e1\"", "17")),
        refused(RefusalReason.INVALID, "warehouse_id", with("\"W\"", "{\"id\":\"W\"}")),
        refused(RefusalReason.INVALID, "item_id", with("\"i\"", "[\"i\"]")),
        refused(RefusalReason.INVALID, "ordered_at", at("yesterday")),
        refused(RefusalReason.INVALID, "event_id is empty", with("\"e1\"", "\" \"")),
        refused(RefusalReason.INVALID, "warehouse_id is empty", with("\"W\"", "\"\"")),
        refused(RefusalReason.INVALID, "item_id is empty", with("\"i\"", "\"\"")),
        refused(RefusalReason.INVALID, "reserved", with("\"i\"", "\"_total\"")),
        refused(RefusalReason.INVALID, "reserved", with("\"i\"", "\"_category:A\"")),
        refused(RefusalReason.INVALID, "reserved", with("\"i\"", "\"_x\"")),
        refused(RefusalReason.INVALID, "reserved", with("\"i\"", "\"a|b\"")),
        refused(RefusalReason.INVALID, "reserved", with("\"W\"", "\"W:1\"")),
        refused(RefusalReason.INVALID, "U+0000", with("\"i\"", "\"a\\u0000b\"")),
        refused(RefusalReason.INVALID, "U+000A", with("\"e1\"", "\"a\\nb\"")),
        refused(RefusalReason.INVALID, "surrogate", with("\"i\"", "\"a\\ud83d\"")),
        refused(RefusalReason.INVALID, "surrogate", with("\"i\"", "\"\\ude00\\ud83d\"")),
        refused(RefusalReason.INVALID, "at most 256", with("e1", "e".repeat(257))),
        refused(RefusalReason.INVALID, "at most 256", with("\"i\"", '"' + "i".repeat(9_999) + '"')),
        refused(RefusalReason.UNKNOWN_WAREHOUSE, "'X'", with("\"W\"", "\"X\"")),
        refused(RefusalReason.BAD_QUANTITY, "0.0", with("2", "0")),
        refused(RefusalReason.BAD_QUANTITY, "-0.0", with("2", "-0.0")),
        refused(RefusalReason.BAD_QUANTITY, "Infinity", with("2", "1e999")),
        refused(RefusalReason.BAD_QUANTITY, "-Infinity", with("2", "-1e999")),
        refused(RefusalReason.BAD_QUANTITY, "1000001", with("2", "1000001")),
        refused(RefusalReason.BAD_QUANTITY, "-1.0E9", with("2", "-1e9")),
        refused(RefusalReason.BAD_QUANTITY, "", with("2", "9".repeat(900))),
        refused(RefusalReason.BAD_QUANTITY, "", with("2", "1e-7")),
        refused(RefusalReason.BAD_TIME, "2126", at("2126-01-31T12:00:00Z")),
        refused(RefusalReason.BAD_TIME, "13:00:01.001", at("2026-01-31T13:00:01.001Z")),
        refused(RefusalReason.BAD_TIME, "1999-12-31", at("1999-12-31T23:59:59.999Z")),
        refused(RefusalReason.BAD_TIME, "1969", at("-1")),
        refused(RefusalReason.BAD_TIME, "", at(String.valueOf(Long.MAX_VALUE))),
        refused(RefusalReason.BAD_TIME, "", at(String.valueOf(Long.MIN_VALUE))),
        refused(RefusalReason.BAD_TIME, "", at("9".repeat(40))),
        refused(RefusalReason.BAD_TIME, "", at("+999999999-01-01T00:00:00Z")));
  }

  @Test
  void anOrderWithoutATimeOfArrivalIsRefusedAndNothingThrows() {
    for (long timestamp : new long[] {-1, Long.MIN_VALUE}) {
      assertThat(check.check("orders", 0, 0, timestamp, null, utf8(GOOD)).requireRefusal().reason())
          .isEqualTo(RefusalReason.BAD_TIME);
    }
  }

  @Test
  void nothingThatIsSentMakesItThrow() {
    Random random = new Random(3);
    byte[] good = utf8(GOOD);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] broken = good.clone();
      for (int j = 0; j <= i % 3; j++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      refused += check.check("orders", 0, i, ARRIVED, null, broken).isRefused() ? 1 : 0;
    }
    assertThat(refused).isBetween(25_000, 50_000);
  }

  private IncomingOrder check(String value) {
    return check.check("orders", 0, 1, ARRIVED, utf8("W|i"), utf8(value));
  }

  private static Arguments refused(RefusalReason reason, String inDetail, String value) {
    return refused(reason, inDetail, utf8(value));
  }

  private static Arguments refused(RefusalReason reason, String inDetail, byte[] value) {
    return Arguments.of(reason, inDetail, value);
  }

  private static String with(String found, String replacement) {
    return GOOD.replace("2026-01-31T12:00:00Z", "#")
        .replace(found, replacement)
        .replace("#", "2026-01-31T12:00:00Z");
  }

  private static String at(String time) {
    String json = time.matches("-?\\d+") ? time : '"' + time + '"';
    return GOOD.replace("\"2026-01-31T12:00:00Z\"", json);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
