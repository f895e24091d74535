package io.warecast.gateway.security;

import io.warecast.domain.ActionableException;
import java.nio.charset.StandardCharsets;

/**
 * How access tokens are signed and for whom. There is a secret, a key set, or both.
 *
 * @param secret key of HMAC-SHA256, at least {@value #MIN_SECRET_BYTES} bytes in UTF-8; empty when
 *     no token may be signed by a secret
 * @param keySet file, or {@code https:} address, of the JSON Web Key Set with the public keys of
 *     RS256 and ES256; empty for none. {@code http:} only on loopback
 * @param issuer the only accepted {@code iss} claim
 * @param audience one of the {@code aud} claim's values must be this
 */
public record TokenConfig(String secret, String keySet, String issuer, String audience) {

  public static final int MIN_SECRET_BYTES = 32;
  public static final String DEFAULT_ISSUER = "warecast";
  public static final String DEFAULT_AUDIENCE = "warecast-gateway";

  public TokenConfig {
    if (secret.isEmpty() && keySet.isEmpty()) {
      throw new ActionableException(
          "tokens.secret and tokens.key-set are empty; give a signing secret, a JWKS, or both");
    }
    requireSafe(keySet);
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > 0 && bytes < MIN_SECRET_BYTES) {
      throw new ActionableException(
          "tokens.secret has %d bytes; it takes at least %d, such as the output of: openssl rand -hex 32"
              .formatted(bytes, MIN_SECRET_BYTES));
    }
    requireText("tokens.issuer", issuer);
    requireText("tokens.audience", audience);
  }

  /** The default issuer and audience with a secret. */
  public static TokenConfig ofSecret(String secret) {
    return new TokenConfig(secret, "", DEFAULT_ISSUER, DEFAULT_AUDIENCE);
  }

  /** Whether the key set is fetched, not read from a file. */
  boolean isKeySetRemote() {
    return keySet.startsWith("http://") || keySet.startsWith("https://");
  }

  /** Whoever can change the key set on its way can sign tokens. */
  private static void requireSafe(String keySet) {
    boolean isPlain = keySet.startsWith("http://");
    if (isPlain && !keySet.matches("http://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?/.*")) {
      throw new ActionableException(
          "tokens.key-set is %s; it takes a file, or an address with https".formatted(keySet));
    }
  }

  private static void requireText(String key, String value) {
    if (value.isBlank()) {
      throw new ActionableException(key + " is empty; it takes a name such as " + DEFAULT_ISSUER);
    }
  }

  /** Leaves the secret out, so that no log can hold it. */
  @Override
  public String toString() {
    return "TokenConfig[keySet=%s, issuer=%s, audience=%s]".formatted(keySet, issuer, audience);
  }
}
