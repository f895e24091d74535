package io.warecast.benchmarks;

import java.nio.charset.StandardCharsets;

/** The two protocols that {@code bench serve} speaks, as far as it needs them. */
enum ServeFraming implements WireLoad.Framing {
  /** HTTP/1.1 with a Content-Length. */
  HTTP {
    @Override
    public int length(byte[] bytes, int filled) {
      int end = indexOf(bytes, filled, END_OF_HEAD);
      if (end < 0) {
        return -1;
      }
      int field = indexOf(bytes, end, LENGTH);
      if (field < 0) {
        throw new IllegalStateException(
            "an answer has no content-length: "
                + new String(bytes, 0, end, StandardCharsets.US_ASCII));
      }
      int body = 0;
      for (int i = field + LENGTH.length; bytes[i] != '\r'; i++) {
        body = bytes[i] == ' ' ? body : 10 * body + (bytes[i] - '0');
      }
      int whole = end + 4 + body;
      return filled >= whole ? whole : -1;
    }

    @Override
    public boolean isGood(byte[] bytes) {
      return bytes[9] == '2';
    }
  },
  /** A bulk string of Redis. */
  REDIS {
    @Override
    public int length(byte[] bytes, int filled) {
      int line = 0;
      while (line < filled && bytes[line] != '\r') {
        line++;
      }
      if (line + 2 > filled) {
        return -1;
      }
      int body =
          bytes[0] == '$'
              ? Integer.parseInt(new String(bytes, 1, line - 1, StandardCharsets.US_ASCII))
              : -2;
      int whole = body < 0 ? line + 2 : line + 2 + body + 2;
      return filled >= whole ? whole : -1;
    }

    @Override
    public boolean isGood(byte[] bytes) {
      return bytes[0] == '$' && bytes[1] != '-';
    }
  };

  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  /** As Vert.x writes it. */
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

  private static int indexOf(byte[] bytes, int filled, byte[] sought) {
    for (int i = 0; i + sought.length <= filled; i++) {
      int n = 0;
      while (n < sought.length && lowerCase(bytes[i + n]) == sought[n]) {
        n++;
      }
      if (n == sought.length) {
        return i;
      }
    }
    return -1;
  }

  private static int lowerCase(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }
}
