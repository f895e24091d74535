package io.warecast.benchmarks;

import java.nio.charset.StandardCharsets;

/** The two protocols that {@code bench serve} speaks, as far as it needs them. */
enum ServeFraming implements WireLoad.Framing {
  /** HTTP/1.1 with a Content-Length. */
  HTTP {
    @Override
    public int length(byte[] bytes, int filled) {
      String head = new String(bytes, 0, Math.min(filled, LONGEST_HEAD), StandardCharsets.US_ASCII);
      int end = head.indexOf("\r\n\r\n");
      if (end < 0) {
        return -1;
      }
      int field = head.indexOf("ontent-");
      while (field >= 0 && !head.regionMatches(true, field, "ontent-length:", 0, 14)) {
        field = head.indexOf("ontent-", field + 1);
      }
      if (field < 0 || field > end) {
        throw new IllegalStateException("an answer has no Content-Length: " + head);
      }
      int line = head.indexOf('\r', field);
      int body = Integer.parseInt(head.substring(field + 14, line).strip());
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

  private static final int LONGEST_HEAD = 4_096;
}
