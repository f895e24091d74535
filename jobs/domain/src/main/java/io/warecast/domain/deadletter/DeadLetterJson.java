package io.warecast.domain.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a {@link DeadLetter} on the {@code dead-letters} topic.
 *
 * <p>Keys and values that are UTF-8 are written as text ({@code key}, {@code value}), others as
 * Base64 ({@code key_base64}, {@code value_base64}). Of more than {@value #MAX_BYTES} bytes only
 * the first are kept, with the whole length in {@code key_bytes} or {@code value_bytes}: a dead
 * letter must never be too large for its topic, whatever was sent.
 */
public final class DeadLetterJson {

  /**
   * Escaped at its longest (six bytes for one), a key and a value of this size stay below 1 MiB.
   */
  static final int MAX_BYTES = 64 * 1024;

  private static final JsonFactory JSON = new JsonFactory();

  private DeadLetterJson() {}

  /** One JSON object in UTF-8. */
  public static byte[] encode(DeadLetter letter) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(256 + letter.value().length);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("topic", letter.topic());
      json.writeNumberField("partition", letter.partition());
      json.writeNumberField("offset", letter.offset());
      json.writeNumberField("timestamp", letter.timestamp());
      json.writeStringField("reason", letter.reason().wireName());
      json.writeStringField("detail", letter.detail());
      write(json, "key", letter.key());
      write(json, "value", letter.value());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  private static void write(JsonGenerator json, String name, byte[] bytes) throws IOException {
    int length = Math.min(MAX_BYTES, bytes.length);
    String text = text(bytes, length);
    if (text != null) {
      json.writeStringField(name, text);
    } else {
      json.writeFieldName(name + "_base64");
      json.writeBinary(bytes, 0, length);
    }
    if (length < bytes.length) {
      json.writeNumberField(name + "_bytes", bytes.length);
    }
  }

  /** The first bytes as text, without the character that the cut went through, if they are text. */
  private static @Nullable String text(byte[] bytes, int length) {
    int whole = length;
    while (length < bytes.length && whole > 0 && (bytes[whole] & 0xC0) == 0x80) {
      whole--;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, whole))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
