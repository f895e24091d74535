package io.warecast.gateway.page;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.http.Etag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A part of the page in memory, plain and compressed. */
record Asset(String type, String caching, String etag, Buffer plain, Buffer gzipped) {

  /**
   * The page is the one place where a token is typed in: nothing runs or shows on it that does not
   * come from this gateway's files.
   */
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " object-src 'none'";

  private static final int DIGEST_BYTES = 12;
  private static final int NOT_MODIFIED = 304;

  static Asset of(String type, String caching, byte[] body) {
    return new Asset(
        type, caching, digest(Stream.of(body)), Buffer.buffer(body), Buffer.buffer(gzip(body)));
  }

  void send(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean gzip = acceptsGzip(request.getHeader("Accept-Encoding"));
    String tag = '"' + etag + (gzip ? "-gzip" : "") + '"';
    MultiMap headers = context.response().headers();
    headers.set("Cache-Control", caching);
    headers.set("ETag", tag);
    headers.set("Vary", "Accept-Encoding");
    headers.set("Content-Security-Policy", POLICY);
    if (Etag.matches(request.getHeader("If-None-Match"), tag)) {
      context.response().setStatusCode(NOT_MODIFIED).end();
      return;
    }
    headers.set("Content-Type", type);
    if (gzip) {
      headers.set("Content-Encoding", "gzip");
    }
    context.end(gzip ? gzipped : plain);
  }

  private static boolean acceptsGzip(@Nullable String header) {
    return header != null && header.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
  }

  /** Names bytes by what they are; fit for a path and an ETag. */
  static String digest(Stream<byte[]> bodies) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      bodies.forEach(digest::update);
      byte[] head = Arrays.copyOf(digest.digest(), DIGEST_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(head);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
