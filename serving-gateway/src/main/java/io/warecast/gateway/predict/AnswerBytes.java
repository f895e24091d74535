package io.warecast.gateway.predict;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A JSON text under way, as bytes of UTF-8. Days and moments are the same in most answers, so their
 * texts are kept.
 */
final class AnswerBytes {

  private static final int LONGEST_NUMBER = 24;
  private static final Kept DAYS = new Kept(1 << 12);
  private static final Kept MOMENTS = new Kept(1 << 8);

  private byte[] bytes;
  private int length;

  AnswerBytes(int size) {
    this.bytes = new byte[size];
  }

  /** Texts by number; one in each place, whichever came last. */
  private static final class Kept {

    private final AtomicReferenceArray<Text> texts;

    Kept(int places) {
      texts = new AtomicReferenceArray<>(places);
    }

    private record Text(long number, byte[] bytes) {}

    byte[] of(long number, java.util.function.LongFunction<Object> named) {
      int place = (int) ((number ^ number >>> 20) & (texts.length() - 1));
      Text text = texts.getPlain(place);
      if (text == null || text.number() != number) {
        text = new Text(number, named.apply(number).toString().getBytes(StandardCharsets.US_ASCII));
        texts.set(place, text);
      }
      return text.bytes();
    }
  }

  /** Appends bytes as they are. */
  AnswerBytes raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /** Appends a text in quotation marks. */
  AnswerBytes text(String text) {
    int characters = text.length();
    room(characters + 2);
    int end = length;
    bytes[end++] = '"';
    for (int i = 0; i < characters; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 127 || c == '"' || c == '\\') {
        return escaped(text);
      }
      bytes[end++] = (byte) c;
    }
    bytes[end++] = '"';
    length = end;
    return this;
  }

  private AnswerBytes escaped(String text) {
    byte[] encoded = JsonStringEncoder.getInstance().encodeAsUTF8(text);
    room(encoded.length + 2);
    bytes[length++] = '"';
    raw(encoded);
    room(1);
    bytes[length++] = '"';
    return this;
  }

  /** Appends a day such as {@code 2026-01-31}, without quotation marks. */
  AnswerBytes day(int epochDay) {
    return raw(DAYS.of(epochDay, LocalDate::ofEpochDay));
  }

  /** Appends a moment such as {@code 2026-01-31T23:59:59.999Z}, without quotation marks. */
  AnswerBytes moment(long epochMillis) {
    return raw(MOMENTS.of(epochMillis, Instant::ofEpochMilli));
  }

  /** Appends the next number of a row. */
  AnswerBytes next(Units.Row row) {
    room(LONGEST_NUMBER);
    length = row.copyNext(bytes, length);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
