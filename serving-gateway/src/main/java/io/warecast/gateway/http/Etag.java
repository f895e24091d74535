package io.warecast.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, 8.8.3). */
public final class Etag {

  private static final int DIGEST_BYTES = 12;

  private Etag() {}

  /** A strong tag of these bytes. */
  public static String ofBody(Buffer body) {
    return ofBytes(body.getBytes());
  }

  /** A strong tag of a text that changes whenever the answer does. */
  public static String of(String text) {
    return ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a header {@code If-None-Match} has a tag; compares weakly, as it must. */
  public static boolean matches(@Nullable String header, String etag) {
    if (header == null) {
      return false;
    }
    if (header.strip().equals("*")) {
      return true;
    }
    for (String each : header.split(",", 64)) {
      String tag = each.strip();
      if (etag.equals(tag.startsWith("W/") ? tag.substring(2) : tag)) {
        return true;
      }
    }
    return false;
  }

  private static String ofBytes(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      byte[] head = java.util.Arrays.copyOf(digest, DIGEST_BYTES);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(head) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
