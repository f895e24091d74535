package io.warecast.gateway.security;

import io.warecast.domain.ActionableException;
import java.nio.charset.StandardCharsets;

/**
 * How access tokens are signed and for whom.
 *
 * @param secret key of HMAC-SHA256, at least {@value #MIN_SECRET_BYTES} bytes in UTF-8
 * @param issuer the only accepted {@code iss} claim
 * @param audience one of the {@code aud} claim's values must be this
 */
public record TokenConfig(String secret, String issuer, String audience) {

  public static final int MIN_SECRET_BYTES = 32;
  public static final String DEFAULT_ISSUER = "warecast";
  public static final String DEFAULT_AUDIENCE = "warecast-gateway";

  public TokenConfig {
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < MIN_SECRET_BYTES) {
      throw new ActionableException(
          "tokens.secret has %d bytes; it takes at least %d, such as the output of: openssl rand -hex 32"
              .formatted(bytes, MIN_SECRET_BYTES));
    }
    requireText("tokens.issuer", issuer);
    requireText("tokens.audience", audience);
  }

  /** The default issuer and audience with a secret. */
  public static TokenConfig ofSecret(String secret) {
    return new TokenConfig(secret, DEFAULT_ISSUER, DEFAULT_AUDIENCE);
  }

  private static void requireText(String key, String value) {
    if (value.isBlank()) {
      throw new ActionableException(key + " is empty; it takes a name such as " + DEFAULT_ISSUER);
    }
  }

  /** Leaves the secret out, so that no log can hold it. */
  @Override
  public String toString() {
    return "TokenConfig[issuer=%s, audience=%s]".formatted(issuer, audience);
  }
}
