package io.warecast.gateway.security;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests pass that carry a valid bearer token (RFC 6750) and notes their {@link Caller}.
 *
 * <p>Vert.x checks the signature; the claims are checked by {@link TokenClaims}, which is stricter
 * about what must be there.
 */
public final class AuthenticationHandler implements Handler<RoutingContext> {

  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"warecast\"";

  private final JWTAuth signatures;
  private final TokenConfig config;
  private final InstantSource clock;

  private AuthenticationHandler(JWTAuth signatures, TokenConfig config, InstantSource clock) {
    this.signatures = signatures;
    this.config = config;
    this.clock = clock;
  }

  public static AuthenticationHandler create(Vertx vertx, TokenConfig config) {
    JWTAuthOptions options =
        new JWTAuthOptions()
            .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(config.secret()))
            .setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
    return new AuthenticationHandler(
        JWTAuth.create(vertx, options), config, InstantSource.system());
  }

  @Override
  public void handle(RoutingContext context) {
    String token = bearerToken(context.request().headers().getAll(HttpHeaders.AUTHORIZATION));
    if (token == null) {
      refuse(context, "Send the header Authorization: Bearer TOKEN, once.", CHALLENGE);
      return;
    }
    context.request().pause(); // until the body's handler resumes it: a check may be asynchronous
    // composed, because for some malformed tokens Vert.x throws instead of failing the future
    Future.succeededFuture(new TokenCredentials(token))
        .compose(signatures::authenticate)
        .onSuccess(user -> admit(context, user))
        .onFailure(e -> refuseToken(context, "the signature or the algorithm is not accepted"));
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

  private void admit(RoutingContext context, User user) {
    JsonObject claims = user.attributes().getJsonObject("accessToken");
    try {
      TokenClaims.read(claims, config, clock.instant()).store(context);
    } catch (TokenClaims.RefusedToken e) {
      refuseToken(context, String.valueOf(e.getMessage()));
      return;
    }
    context.next();
  }

  private static void refuseToken(RoutingContext context, String reason) {
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
