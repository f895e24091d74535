package io.warecast.gateway.security;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests pass that carry a valid bearer token (RFC 6750) and notes their {@link Caller}.
 * What makes a token valid is in {@link TokenVerifier} and {@link TokenClaims}.
 */
public final class AuthenticationHandler implements Handler<RoutingContext> {

  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"warecast\"";

  private final TokenVerifier verifier;

  private AuthenticationHandler(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  public static AuthenticationHandler create(TokenVerifier verifier) {
    return new AuthenticationHandler(verifier);
  }

  @Override
  public void handle(RoutingContext context) {
    String token = bearerToken(context.request().headers().getAll(HttpHeaders.AUTHORIZATION));
    if (token == null) {
      refuse(context, "Send the header Authorization: Bearer TOKEN, once.", CHALLENGE);
      return;
    }
    Identity known = verifier.recall(token);
    if (known != null) {
      admit(context, known);
      return;
    }
    context.request().pause(); // until the body's handler resumes it: keys may have to be fetched
    verifier
        .verify(token)
        .onSuccess(identity -> admit(context, identity))
        .onFailure(e -> refuse(context, e));
  }

  private static @Nullable String bearerToken(List<String> authorization) {
    if (authorization.size() != 1) {
      return null;
    }
    String value = authorization.get(0);
    return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? value.substring(SCHEME.length()).strip()
        : null;
  }

  private static void admit(RoutingContext context, Identity identity) {
    Call call = Call.of(context);
    call.by(identity.subject());
    new Caller(identity, call).store(context);
    context.next();
  }

  private static void refuse(RoutingContext context, Throwable cause) {
    if (!(cause instanceof TokenClaims.RefusedToken)) {
      context.fail(cause);
      return;
    }
    String reason = String.valueOf(cause.getMessage());
    String quotable = reason.replace('"', '\'');
    refuse(
        context,
        "The access token is refused: " + reason + ".",
        CHALLENGE + ", error=\"invalid_token\", error_description=\"" + quotable + "\"");
  }

  private static void refuse(RoutingContext context, String detail, String challenge) {
    context.fail(
        Problem.of(ProblemKind.UNAUTHENTICATED, detail)
            .withHeader("WWW-Authenticate", challenge)
            .toException());
  }
}
