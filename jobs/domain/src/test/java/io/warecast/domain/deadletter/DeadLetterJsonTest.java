package io.warecast.domain.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeadLetterJsonTest {

  private static final byte[] NOTHING = {};

  @Test
  void tellsWhatItWasWhereItCameFromAndWhy() {
    DeadLetter letter =
        new DeadLetter(
            "orders",
            3,
            42,
            1_000,
            RefusalReason.BAD_QUANTITY,
            "zero",
            utf8("W|i"),
            utf8("{\"ü\"}"));
    assertThat(DeadLetterJson.encode(letter))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            """
            {"topic":"orders","partition":3,"offset":42,"timestamp":1000,"reason":"bad_quantity",\
            "detail":"zero","key":"W|i","value":"{\\"ü\\"}"}""");
  }

  @Test
  void bytesThatAreNoTextAreBase64() throws Exception {
    byte[] broken = {(byte) 0xC3, 0x28, 0};
    JsonNode json = json(broken, broken);
    assertThat(json.has("key")).isFalse();
    assertThat(json.get("key_base64").binaryValue()).isEqualTo(broken);
    assertThat(json.get("value_base64").binaryValue()).isEqualTo(broken);
  }

  @Test
  void whatWasMissingIsEmpty() throws Exception {
    JsonNode json = json(NOTHING, NOTHING);
    assertThat(json.get("key").textValue()).isEmpty();
    assertThat(json.get("value").textValue()).isEmpty();
  }

  @Test
  void aHugeValueIsCutAndItsLengthTold() throws Exception {
    JsonNode json = json(NOTHING, new byte[2_000_000]);
    assertThat(json.get("value").textValue()).hasSize(DeadLetterJson.MAX_BYTES);
    assertThat(json.get("value_bytes").intValue()).isEqualTo(2_000_000);
    assertThat(json.has("key_bytes")).isFalse();
  }

  @Test
  void theCutGoesThroughNoCharacter() throws Exception {
    JsonNode json = json(NOTHING, utf8("x" + "ü€😀".repeat(20_000)));
    assertThat(json.get("value").textValue()).startsWith("xü€😀").doesNotContain("\uFFFD");
  }

  @Test
  void theLongestIsShorterThanARecordMayBe() {
    byte[] escaped = new byte[2_000_000];
    DeadLetter letter =
        new DeadLetter("orders", 0, 0, 0, RefusalReason.TOO_LARGE, "", escaped, escaped);
    assertThat(DeadLetterJson.encode(letter).length).isLessThan(1_000_000);
  }

  private static JsonNode json(byte[] key, byte[] value) throws IOException {
    return new ObjectMapper()
        .readTree(
            DeadLetterJson.encode(
                new DeadLetter("orders", 0, 0, 0, RefusalReason.MALFORMED, "", key, value)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
