package io.warecast.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page ends, as a text that clients pass on without looking into it. */
public final class Cursors {

  private static final char BETWEEN = '\n';

  private Cursors() {}

  public static String of(String... parts) {
    String text = String.join(String.valueOf(BETWEEN), parts);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The parts of a cursor of the request; empty when it has none. One that is not ours is noted as
   * a fault.
   */
  public static List<String> read(QueryParameters query, int parts) {
    String cursor = query.textUpTo("cursor", 1024).orElse("");
    if (cursor.isEmpty()) {
      return List.of();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> found = List.of(text.split(String.valueOf(BETWEEN), -1));
      if (found.size() == parts && found.stream().allMatch(p -> TextRules.faultOf(p).isEmpty())) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      // not in our alphabet: refused below
    }
    query.refuse("cursor", "takes the next_cursor of an earlier answer");
    return List.of();
  }
}
