package io.warecast.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.deadletter.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderJsonTest {

  private static final String ORDER =
      """
      {"event_id":"e1","warehouse_id":"W","item_id":"i ü","quantity":-2.5,"ordered_at":"2026-01-31T12:34:56.789Z"}""";

  @Test
  void readsWhatItWrote() throws Exception {
    OrderEvent order = new OrderEvent("e1", "W", "i ü", -2.5, 1_769_862_896_789L);
    assertThat(OrderJson.encode(order)).asString(StandardCharsets.UTF_8).isEqualTo(ORDER);
    assertThat(decode(ORDER)).isEqualTo(order);
  }

  @Test
  void fieldsThatItDoesNotKnowArePassedOver() throws Exception {
    assertThat(decode(ORDER.replace("{", "{\"x\":{\"quantity\":[1,{\"y\":null}]},")))
        .isEqualTo(decode(ORDER));
  }

  @Test
  void ofAFieldThatIsThereTwiceTheLastCounts() throws Exception {
    assertThat(decode(ORDER.replace("}", ",\"quantity\":7}")).quantity()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"2026-01-31T12:34:56Z\"', 2026-01-31T12:34:56Z",
    "'\"2026-01-31T12:34:56.7Z\"', 2026-01-31T12:34:56.700Z",
    "'\"2026-01-31T12:34:56.789999999Z\"', 2026-01-31T12:34:56.789Z",
    "'\"2026-01-31T12:34Z\"', 2026-01-31T12:34:00Z",
    "'\"2026-01-31T14:34:56+02:00\"', 2026-01-31T12:34:56Z",
    "'\"2024-02-29T00:00:00.000Z\"', 2024-02-29T00:00:00Z",
    "'\"1969-12-31T23:59:59.999Z\"', 1969-12-31T23:59:59.999Z",
    "1769862896000, 2026-01-31T12:34:56Z",
    "-1, 1969-12-31T23:59:59.999Z"
  })
  void aTimeIsAnInstantOrEpochMillis(String json, Instant expected) throws Exception {
    assertThat(decode(orderedAt(json)).orderedAt()).isEqualTo(expected.toEpochMilli());
  }

  @Property
  void anyInstantIsReadAsTheJdkReadsIt(
      @ForAll @LongRange(min = -2_208_988_800_000L, max = 4_102_444_800_000L) long millis)
      throws Exception {
    assertThat(decode(orderedAt("\"" + Instant.ofEpochMilli(millis) + "\"")).orderedAt())
        .isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"yesterday\"",
        "\"2026-01-31\"",
        "\"2026-01-31T12:34:56\"",
        "\"2026-02-30T12:34:56Z\"",
        "\"2026-01-31T24:00:00Z\"",
        "\"2026-01-31T12:60:00Z\"",
        "\"２026-01-31T12:00:00Z\"",
        "1769862896000.5",
        "1.7e12",
        "null",
        "true",
        "[1]",
        "{\"epoch\":1}"
      })
  void refusesAnythingElseAsATime(String json) {
    assertThat(refusal(orderedAt(json)).reason()).isEqualTo(RefusalReason.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456789012345678901234567890", "\"+999999999-12-31T23:59:59Z\""})
  void aTimeBeyondMillisIsABadTime(String json) {
    assertThat(refusal(orderedAt(json)).reason()).isEqualTo(RefusalReason.BAD_TIME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event_id", "warehouse_id", "item_id", "quantity", "ordered_at"})
  void aMissingFieldIsNamed(String field) {
    RefusedException refusal = refusal(ORDER.replace(field, "other"));
    assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID);
    assertThat(refusal.detail()).contains(field).contains("missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "null", "true", "[]", "{}"})
  void aQuantityThatIsNoNumberIsInvalid(String json) {
    RefusedException refusal = refusal(ORDER.replace("-2.5", json));
    assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID);
    assertThat(refusal.detail()).contains("quantity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "nonsense", "{", "{\"event_id\":", "{}{}", "{} x", "{'a':1}", "\u0000"})
  void whatIsNoJsonIsMalformed(String text) {
    assertThat(refusal(text).reason()).isEqualTo(RefusalReason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"order\"", "null"})
  void jsonThatIsNoObjectIsInvalid(String text) {
    assertThat(refusal(text).reason()).isEqualTo(RefusalReason.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "0x10", "1.", "+1", "01"})
  void literalsThatJsonDoesNotHaveAreMalformed(String literal) {
    assertThat(refusal(ORDER.replace("-2.5", literal)).reason()).isEqualTo(RefusalReason.MALFORMED);
  }

  @Test
  void everyPartOfAnOrderThatWasCutOffIsMalformed() {
    byte[] whole = ORDER.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      assertThat(refusal(Arrays.copyOf(whole, length)).reason()).isEqualTo(RefusalReason.MALFORMED);
    }
  }

  @Test
  void brokenBytesAreRefusedAndNeverThrowAnythingElse() {
    Random random = new Random(1);
    byte[] whole = ORDER.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = whole.clone();
      for (int j = 0; j <= i % 4; j++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        OrderJson.decode(broken);
      } catch (RefusedException e) {
        assertThat(e.detail()).isNotEmpty().hasSizeLessThan(400);
      }
    }
  }

  @Test
  void nestingWithoutEndIsMalformed() {
    assertThat(refusal(ORDER.replace("{", "{\"x\":" + "[".repeat(100_000))).reason())
        .isEqualTo(RefusalReason.MALFORMED);
  }

  @Test
  void aLongValueIsQuotedInPartOnly() {
    assertThat(refusal(orderedAt("\"" + "x".repeat(10_000) + "\"")).detail()).hasSizeLessThan(400);
  }

  private static String orderedAt(String json) {
    return ORDER.replace("\"2026-01-31T12:34:56.789Z\"", json);
  }

  private static OrderEvent decode(String text) throws RefusedException {
    return OrderJson.decode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RefusedException refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RefusedException refusal(byte[] text) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> OrderJson.decode(text));
    return catchThrowableOfType(RefusedException.class, () -> OrderJson.decode(text));
  }
}
