package io.warecast.gateway.call;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a call stands in a trace of several services (W3C Trace Context, level 1).
 *
 * @param traceId 32 lower-case hexadecimal digits, the same in all services
 * @param spanId 16 of them: the gateway's own part
 * @param flags 2 of them, as they came
 * @param state the {@code tracestate} header as it came; empty when none did
 */
public record TraceContext(String traceId, String spanId, String flags, String state) {

  private static final int LENGTH = 55;
  private static final int LONGEST_STATE = 512;
  private static final String ZEROS = "0".repeat(32);

  /** Goes on with the caller's trace, or begins one where the header is missing or malformed. */
  public static TraceContext of(@Nullable String parent, @Nullable String state) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String span = hex(random.nextLong() | 1);
    if (parent == null || !isValid(parent)) {
      return new TraceContext(hex(random.nextLong() | 1) + hex(random.nextLong()), span, "00", "");
    }
    return new TraceContext(
        parent.substring(3, 35), span, parent.substring(53, 55), state == null ? "" : cut(state));
  }

  /** The {@code traceparent} header for whatever the gateway asks on behalf of this call. */
  public String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  /** A later version may be longer, but begins alike. */
  private static boolean isValid(String parent) {
    boolean isLonger = parent.length() > LENGTH && parent.charAt(LENGTH) == '-';
    return (parent.length() == LENGTH || isLonger)
        && isHex(parent, 0, 2)
        && !parent.startsWith("ff")
        && (!isLonger || !parent.startsWith("00"))
        && parent.charAt(2) == '-'
        && isHex(parent, 3, 35)
        && !parent.startsWith(ZEROS, 3)
        && parent.charAt(35) == '-'
        && isHex(parent, 36, 52)
        && !parent.regionMatches(36, ZEROS, 0, 16)
        && parent.charAt(52) == '-'
        && isHex(parent, 53, 55);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ("0123456789abcdef".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String cut(String state) {
    return state.length() <= LONGEST_STATE && state.chars().allMatch(c -> c >= ' ' && c < 127)
        ? state
        : "";
  }

  static String hex(long value) {
    char[] digits = new char[16];
    for (int i = 0; i < 16; i++) {
      digits[i] = Character.forDigit((int) (value >>> (60 - 4 * i)) & 15, 16);
    }
    return new String(digits);
  }
}
