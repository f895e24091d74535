package io.warecast.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers what they may do with an answer: the page may use what comes from here and nothing
 * else; an answer of the API may do nothing at all.
 */
public final class SecurityHeadersHandler implements Handler<RoutingContext> {

  private static final String PAGE_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " img-src 'self' data:; object-src 'none'; style-src 'self' 'unsafe-inline'";
  private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final CharSequence CONTENT_TYPE_OPTIONS = name("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = name("nosniff");
  private static final CharSequence CONTENT_POLICY = name("Content-Security-Policy");
  private static final CharSequence REFERRER_POLICY = name("Referrer-Policy");
  private static final CharSequence NO_REFERRER = name("no-referrer");
  private static final CharSequence PERMISSIONS_POLICY = name("Permissions-Policy");
  private static final CharSequence NO_PERMISSIONS =
      name("camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  private static final CharSequence FRAME_OPTIONS = name("X-Frame-Options");
  private static final CharSequence DENY = name("DENY");
  private static final CharSequence TRANSPORT = name("Strict-Transport-Security");
  private static final CharSequence ONE_YEAR = name("max-age=31536000");

  private static final CharSequence PAGE = name(PAGE_POLICY);
  private static final CharSequence API = name(API_POLICY);

  private final boolean overTls;

  private SecurityHeadersHandler(boolean overTls) {
    this.overTls = overTls;
  }

  public static SecurityHeadersHandler create(boolean overTls) {
    return new SecurityHeadersHandler(overTls);
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.set(CONTENT_POLICY, isApi(context.request().path()) ? API : PAGE);
    headers.set(REFERRER_POLICY, NO_REFERRER);
    headers.set(PERMISSIONS_POLICY, NO_PERMISSIONS);
    headers.set(FRAME_OPTIONS, DENY);
    if (overTls) {
      headers.set(TRANSPORT, ONE_YEAR);
    }
    context.next();
  }

  private static boolean isApi(@Nullable String path) {
    return path != null && (path.startsWith("/api/") || path.startsWith("/v2"));
  }

  private static CharSequence name(String text) {
    return HttpHeaders.createOptimized(text);
  }
}
