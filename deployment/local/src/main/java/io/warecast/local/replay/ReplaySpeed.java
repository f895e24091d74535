package io.warecast.local.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much faster than the clock a replay's time runs.
 *
 * @param factor event time by wall-clock time, 1 to {@value #MAX_FACTOR}
 */
public record ReplaySpeed(int factor) {

  /** A day in 8.6 seconds. */
  public static final int MAX_FACTOR = 10_000;

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})[xX]?");

  public ReplaySpeed {
    if (factor < 1 || factor > MAX_FACTOR) {
      throw refused(Integer.toString(factor));
    }
  }

  /**
   * Reads a speed such as {@code 600x} or {@code 600}.
   *
   * @throws IllegalArgumentException when it is none, with what it takes
   */
  public static ReplaySpeed parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw refused(text);
    }
    int factor = Integer.parseInt(form.group(1));
    if (factor < 1 || factor > MAX_FACTOR) {
      throw refused(text);
    }
    return new ReplaySpeed(factor);
  }

  @Override
  public String toString() {
    return factor + "x";
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'%s' is no speed: it takes a whole number from 1x (as fast as the clock) to %dx (a day in 8.6 s), such as 600x"
            .formatted(text, MAX_FACTOR));
  }
}
