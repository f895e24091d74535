package io.warecast.gateway.limit;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import io.warecast.gateway.security.Caller;

/**
 * Lets a caller's requests pass up to their limit, and says in headers how much is left, by the
 * names of the IETF draft (draft-ietf-httpapi-ratelimit-headers) and by those of its earlier form.
 */
public final class RateLimitHandler implements Handler<RoutingContext> {

  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");
  private static final CharSequence LIMIT = HttpHeaders.createOptimized("RateLimit-Limit");
  private static final CharSequence REMAINING = HttpHeaders.createOptimized("RateLimit-Remaining");
  private static final CharSequence RESET = HttpHeaders.createOptimized("RateLimit-Reset");

  private final RateLimiter limiter;
  private final CharSequence policy;
  private final CharSequence limit;

  private RateLimitHandler(RateLimiter limiter, int requestsPerMinute) {
    this.limiter = limiter;
    this.policy = HttpHeaders.createOptimized("\"default\";q=" + requestsPerMinute + ";w=60");
    this.limit = HttpHeaders.createOptimized(Integer.toString(requestsPerMinute));
  }

  public static RateLimitHandler create(RateLimiter limiter, LimitConfig config) {
    return new RateLimitHandler(limiter, config.requestsPerMinute());
  }

  @Override
  public void handle(RoutingContext context) {
    String subject = Caller.of(context).subject();
    Grant grant = limiter.takeNow(subject);
    if (grant != null) {
      decide(context, grant);
      return;
    }
    context.request().pause(); // until the body's handler resumes it
    limiter.ask(subject).onSuccess(asked -> decide(context, asked)).onFailure(context::fail);
  }

  private void decide(RoutingContext context, Grant grant) {
    write(context.response().headers(), grant);
    if (grant.granted() > 0) {
      context.next();
      return;
    }
    long seconds = seconds(grant.retryInMillis());
    context.fail(
        Problem.of(
                ProblemKind.TOO_MANY_REQUESTS,
                "%s requests a minute are allowed to one caller; try again in %d s."
                    .formatted(limit, seconds))
            .withHeader("Retry-After", Long.toString(seconds))
            .toException());
  }

  private void write(MultiMap headers, Grant grant) {
    String remaining = Long.toString(grant.remaining());
    String reset = Long.toString(seconds(grant.fullInMillis()));
    headers.set(POLICY, policy);
    headers.set(STATE, "\"default\";r=" + remaining + ";t=" + reset);
    headers.set(LIMIT, limit);
    headers.set(REMAINING, remaining);
    headers.set(RESET, reset);
  }

  private static long seconds(long millis) {
    return Math.max(1, (millis + 999) / 1_000);
  }
}
