package io.warecast.domain.forecast;

import java.nio.charset.StandardCharsets;

/**
 * Reads a text from left to right and ends with {@link OtherForm} at the first byte that is not as
 * expected.
 */
final class ForecastTextScanner {

  /** Longest number: so many digits are a finite float, with an exponent up to 9 as well. */
  private static final int MOST_DIGITS = 18;

  private final byte[] text;
  private int at;

  /** The text is of another form; where does not matter. */
  static final class OtherForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherForm() {
      super("another form", null, false, false);
    }
  }

  ForecastTextScanner(byte[] text) {
    this.text = text;
  }

  byte[] text() {
    return text;
  }

  int position() {
    return at;
  }

  /** Passes over a text of printable ASCII. */
  void expect(String expected) {
    int length = expected.length();
    if (text.length - at < length) {
      throw new OtherForm();
    }
    for (int i = 0; i < length; i++) {
      char c = expected.charAt(i);
      if (c >= 128 || text[at + i] != c) {
        throw new OtherForm();
      }
    }
    at += length;
  }

  /** Passes over a text that stands for itself between quotation marks. */
  void expectPlain(String expected) {
    if (expected.indexOf('"') >= 0 || expected.indexOf('\\') >= 0) {
      throw new OtherForm();
    }
    expect(expected);
  }

  void end() {
    if (at != text.length) {
      throw new OtherForm();
    }
  }

  /** A whole number of up to 18 digits. */
  long whole() {
    boolean isNegative = peek() == '-';
    if (isNegative) {
      at++;
    }
    int begin = at;
    int digits = digits();
    if (digits > MOST_DIGITS || (text[begin] == '0' && digits > 1)) {
      throw new OtherForm();
    }
    long value = 0;
    for (int i = begin; i < at; i++) {
      value = 10 * value + (text[i] - '0');
    }
    return isNegative ? -value : value;
  }

  /** The rest of a text without escapes, and the quotation mark that ends it. */
  String plainText() {
    int begin = at;
    while (peek() != '"') {
      byte c = text[at];
      if (c < ' ' || c == '\\') { // bytes of other characters than ASCII are negative
        throw new OtherForm();
      }
      at++;
    }
    String plain = new String(text, begin, at - begin, StandardCharsets.ISO_8859_1);
    at++;
    return plain;
  }

  /** Passes over an array of numbers; says how many, at least one. */
  int row() {
    int count = 0;
    expectByte('[');
    do {
      number();
      count++;
    } while (next() == ',');
    at--;
    expectByte(']');
    return count;
  }

  /** The n-th number of a row that has been passed over. */
  String number(int row, int n) {
    int begin = row;
    for (int i = 0; i < n; begin++) {
      i += text[begin] == ',' ? 1 : 0;
    }
    int end = begin;
    while (text[end] != ',' && text[end] != ']') {
      end++;
    }
    return new String(text, begin, end - begin, StandardCharsets.ISO_8859_1);
  }

  private void number() {
    if (peek() == '-') {
      at++;
    }
    int begin = at;
    int digits = digits();
    if (text[begin] == '0' && digits > 1) {
      throw new OtherForm();
    }
    if (at < text.length && text[at] == '.') {
      at++;
      digits += digits();
    }
    if (digits > MOST_DIGITS) {
      throw new OtherForm();
    }
    if (at < text.length && text[at] == 'E') {
      at++;
      boolean isSmall = peek() == '-';
      at += isSmall ? 1 : 0;
      if (digits() > (isSmall ? 2 : 1)) {
        throw new OtherForm();
      }
    }
  }

  /** Passes over digits; says how many, at least one. */
  private int digits() {
    int begin = at;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    if (at == begin) {
      throw new OtherForm();
    }
    return at - begin;
  }

  private void expectByte(char expected) {
    if (next() != expected) {
      throw new OtherForm();
    }
  }

  private byte next() {
    byte found = peek();
    at++;
    return found;
  }

  private byte peek() {
    if (at >= text.length) {
      throw new OtherForm();
    }
    return text[at];
  }
}
