package io.warecast.gateway.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** What texts of requests must be like, in bodies, queries and paths alike. */
public final class TextRules {

  static final int LONGEST_TEXT = 256;
  private static final int LENGTH_OF_DAY = "2026-01-31".length();

  private TextRules() {}

  /**
   * What is wrong with a text. Unpaired surrogates have no UTF-8 form: two such texts would meet at
   * one Redis key. PostgreSQL's texts have no NUL.
   */
  public static Optional<String> faultOf(String text) {
    return faultOf(text, LONGEST_TEXT);
  }

  static Optional<String> faultOf(String text, int longest) {
    if (text.isBlank()) {
      return Optional.of("is empty");
    }
    if (text.length() > longest) {
      return Optional.of("is longer than " + longest + " characters");
    }
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      return Optional.of("has half of a surrogate pair");
    }
    return text.indexOf('\0') < 0
        ? Optional.empty()
        : Optional.of("has the character U+0000, which is reserved");
  }

  /** A day of the years that PostgreSQL and people know, in the form 2026-01-31. */
  public static Optional<LocalDate> day(String text) {
    if (text.length() != LENGTH_OF_DAY) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
