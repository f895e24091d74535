package io.warecast.domain.order;

import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.deadletter.RefusedException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * ISO-8601 instants as epoch millis. The form that nearly every producer writes, {@code
 * 2026-01-31T12:34:56.789Z} with up to nine digits of a second's fraction or none, is read without
 * {@link java.time}'s formatter, which would take longer than the rest of an order.
 */
final class InstantText {

  private static final int SECONDS_A_DAY = 86_400;

  private InstantText() {}

  /**
   * Epoch millis of a text, cut to whole millis.
   *
   * @throws RefusedException when it is no instant
   */
  static long toEpochMillis(String field, String text) throws RefusedException {
    try {
      return isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw notAnInstant(field, text);
    } catch (ArithmeticException e) {
      throw new RefusedException(
          RefusalReason.BAD_TIME, "%s is %s, beyond any time".formatted(field, Shown.of(text)));
    } catch (DateTimeException e) {
      throw notAnInstant(field, text);
    }
  }

  private static RefusedException notAnInstant(String field, String text) {
    return new RefusedException(
        RefusalReason.INVALID,
        "%s is '%s', expected an ISO-8601 instant such as 2026-01-31T12:00:00Z or epoch millis"
            .formatted(field, Shown.of(text)));
  }

  private static boolean isPlain(String text) {
    int length = text.length();
    if (length < 20 || length > 30 || length == 21 || text.charAt(length - 1) != 'Z') {
      return false;
    }
    for (int i = 0; i < length - 1; i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T';
            case 13, 16 -> c == ':';
            case 19 -> c == '.';
            default -> c >= '0' && c <= '9';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static long plain(String text) {
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("not a time of day");
    }
    long day =
        LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
    long seconds = day * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second;
    return seconds * 1_000 + millis(text);
  }

  private static int millis(String text) {
    int millis = 0;
    int end = text.length() - 1;
    for (int i = 20; i < 23; i++) {
      millis = 10 * millis + (i < end ? text.charAt(i) - '0' : 0);
    }
    return millis;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + text.charAt(i) - '0';
    }
    return value;
  }
}
