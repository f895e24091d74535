package io.warecast.gateway.security;

import io.vertx.core.json.JsonObject;
import io.warecast.domain.ActionableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues the access tokens that the gateway with the same {@link TokenConfig} accepts. Signs
 * without a running Vert.x, so that a command may use it.
 */
public final class AccessTokens {

  private static final String MAC = "HmacSHA256";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private final TokenConfig config;
  private final InstantSource clock;

  AccessTokens(TokenConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  public static AccessTokens create(TokenConfig config) {
    return new AccessTokens(config, InstantSource.system());
  }

  /** A signed token of a viewer, valid from now; see the other form. */
  public String issue(String subject, Collection<String> warehouses, Duration lifetime) {
    return issue(subject, warehouses, Role.VIEWER, lifetime);
  }

  /**
   * A signed token, valid from now.
   *
   * @param warehouses ids that it opens, or only {@link WarehouseAccess#ALL}
   * @param lifetime 1 second to 1 hour
   * @throws ActionableException when an argument is out of these bounds
   */
  public String issue(String subject, Collection<String> warehouses, Role role, Duration lifetime) {
    if (subject.isBlank()) {
      throw new ActionableException("token subject is empty; it takes the caller's name");
    }
    Instant now = clock.instant();
    Identity caller =
        new Identity(
            subject,
            access(warehouses),
            role,
            now.getEpochSecond() + checked(lifetime).toSeconds());
    if (config.secret().isEmpty()) {
      throw new ActionableException(
          "there is no signing secret; tokens come from the issuer of the key set");
    }
    JsonObject claims = TokenClaims.write(caller, config, now);
    String signed = HEADER + "." + part(claims.encode());
    return signed + "." + BASE64.encodeToString(sign(signed));
  }

  private static Duration checked(Duration lifetime) {
    if (lifetime.toSeconds() < 1 || lifetime.compareTo(TokenClaims.LONGEST_LIFETIME) > 0) {
      throw new ActionableException(
          "token lifetime %s is not between 1 second and %d minutes"
              .formatted(lifetime, TokenClaims.LONGEST_LIFETIME.toMinutes()));
    }
    return lifetime;
  }

  private static WarehouseAccess access(Collection<String> warehouses) {
    if (warehouses.isEmpty()) {
      throw new ActionableException("token opens no warehouse; it takes ids, or *");
    }
    try {
      return new WarehouseAccess(Set.copyOf(warehouses));
    } catch (IllegalArgumentException e) {
      throw new ActionableException("token warehouses: " + e.getMessage(), e);
    }
  }

  private byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(config.secret().getBytes(StandardCharsets.UTF_8), MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + MAC, e);
    }
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
