package io.warecast.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.warecast.domain.ActionableException;
import io.warecast.gateway.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whom a token speaks for. The algorithm decides the kind of key, never the token: HS256 is
 * checked by the secret alone, RS256 and ES256 by the key set alone. Tokens that held are
 * remembered until they expire or the keys change. Of use on any event loop.
 */
public final class TokenVerifier {

  static final Duration LEAST_PAUSE = Duration.ofSeconds(10);

  private static final int LONGEST_TOKEN = 6_000;
  private static final int REMEMBERED = 20_000;
  private static final Set<String> TYPES = Set.of("JWT", "AT+JWT");

  private final TokenConfig config;
  private final InstantSource clock;
  private final @Nullable JWSVerifier secret;
  private final Cache<String, Identity> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private @Nullable KeySource keys;

  private TokenVerifier(TokenConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.secret = config.secret().isEmpty() ? null : hmac(config.secret());
  }

  /**
   * Reads the keys.
   *
   * @return fails with an {@link ActionableException} when a file of keys cannot be used
   */
  public static Future<TokenVerifier> open(Vertx vertx, TokenConfig config) {
    return open(vertx, config, LEAST_PAUSE);
  }

  static Future<TokenVerifier> open(Vertx vertx, TokenConfig config, Duration leastPause) {
    TokenVerifier verifier = new TokenVerifier(config, InstantSource.system());
    return KeySource.open(vertx, config, leastPause, verifier.remembered::invalidateAll)
        .map(
            source -> {
              verifier.keys = source;
              return verifier;
            });
  }

  private static JWSVerifier hmac(String secret) {
    try {
      return new MACVerifier(secret.getBytes(StandardCharsets.UTF_8));
    } catch (JOSEException e) {
      throw new IllegalStateException("the length of the secret has been checked", e);
    }
  }

  /** Whom a token speaks for that was verified before; null when that has to be done. */
  @Nullable Identity recall(String token) {
    Identity identity = remembered.getIfPresent(token);
    return identity != null && identity.expires() > clock.instant().getEpochSecond()
        ? identity
        : null;
  }

  /** Verifies a token. Fails with {@link TokenClaims.RefusedToken}, or with a problem. */
  Future<Identity> verify(String token) {
    try {
      JWSObject parsed = parse(token);
      Optional<JWSVerifier> verifier = verifierOf(parsed.getHeader());
      if (verifier.isPresent()) {
        return Future.succeededFuture(verify(token, parsed, verifier.get()));
      }
      return askAgain(token, parsed);
    } catch (TokenClaims.RefusedToken e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Identity> askAgain(String token, JWSObject parsed)
      throws TokenClaims.RefusedToken {
    KeySource source = keys;
    if (source == null || config.keySet().isEmpty()) {
      throw unaccepted();
    }
    return source
        .lookAgain()
        .compose(
            looked -> {
              try {
                Optional<JWSVerifier> verifier = verifierOf(parsed.getHeader());
                return verifier.isPresent()
                    ? Future.succeededFuture(verify(token, parsed, verifier.get()))
                    : Future.failedFuture(unknownKey(source));
              } catch (TokenClaims.RefusedToken e) {
                return Future.failedFuture(e);
              }
            });
  }

  private static Exception unknownKey(KeySource source) {
    return source.keys().isEmpty()
        ? Problem.unavailable("The keys that tokens are checked with are not there yet.")
            .toException()
        : unaccepted();
  }

  private static JWSObject parse(String token) throws TokenClaims.RefusedToken {
    if (token.length() > LONGEST_TOKEN) {
      throw new TokenClaims.RefusedToken("it is longer than " + LONGEST_TOKEN + " characters");
    }
    try {
      JWSObject parsed = JWSObject.parse(token);
      requirePlain(parsed.getHeader());
      return parsed;
    } catch (ParseException | IllegalArgumentException e) {
      throw unaccepted();
    }
  }

  /** What would have us fetch or trust a key of the sender's, or know of an extension. */
  private static void requirePlain(JWSHeader header) throws TokenClaims.RefusedToken {
    if (header.getJWKURL() != null
        || header.getJWK() != null
        || header.getX509CertURL() != null
        || header.getX509CertChain() != null
        || header.getCriticalParams() != null
        || !header.isBase64URLEncodePayload()) {
      throw new TokenClaims.RefusedToken("its header has a key, an address of one, or crit");
    }
    if (header.getType() != null
        && !TYPES.contains(header.getType().getType().toUpperCase(java.util.Locale.ROOT))) {
      throw new TokenClaims.RefusedToken("typ is not JWT");
    }
  }

  /** Empty when the token names a key that is not known. */
  private Optional<JWSVerifier> verifierOf(JWSHeader header) throws TokenClaims.RefusedToken {
    JWSAlgorithm algorithm = header.getAlgorithm();
    if (algorithm.equals(JWSAlgorithm.HS256)) {
      return Optional.of(required(secret));
    }
    if (!algorithm.equals(JWSAlgorithm.RS256) && !algorithm.equals(JWSAlgorithm.ES256)) {
      throw unaccepted();
    }
    if (keys == null) {
      return Optional.empty();
    }
    Optional<JWK> key = keys.keys().find(algorithm, header.getKeyID());
    return key.isEmpty() ? Optional.empty() : Optional.of(verifierOf(key.get()));
  }

  private static JWSVerifier verifierOf(JWK key) throws TokenClaims.RefusedToken {
    try {
      return key instanceof com.nimbusds.jose.jwk.RSAKey rsa
          ? new RSASSAVerifier(rsa)
          : new ECDSAVerifier(key.toECKey());
    } catch (JOSEException e) {
      throw unaccepted();
    }
  }

  private static JWSVerifier required(@Nullable JWSVerifier verifier)
      throws TokenClaims.RefusedToken {
    if (verifier == null) {
      throw unaccepted();
    }
    return verifier;
  }

  private Identity verify(String token, JWSObject parsed, JWSVerifier verifier)
      throws TokenClaims.RefusedToken {
    JsonObject claims;
    try {
      if (!parsed.verify(verifier)) {
        throw unaccepted();
      }
      claims = new JsonObject(parsed.getPayload().toString());
    } catch (JOSEException | DecodeException e) {
      throw unaccepted();
    }
    Instant now = clock.instant();
    Identity identity = TokenClaims.read(claims, config, now);
    remembered.put(token, identity);
    return identity;
  }

  private static TokenClaims.RefusedToken unaccepted() {
    return new TokenClaims.RefusedToken("the signature, the key or the algorithm is not accepted");
  }
}
