package io.warecast.gateway.security;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims that Warecast's tokens carry and the rules that a token's claims must keep. */
final class TokenClaims {

  static final Duration LONGEST_LIFETIME = Duration.ofHours(1);
  static final String WAREHOUSES = "warehouses";
  static final String ROLES = "roles";

  private TokenClaims() {}

  /** A token that breaks a rule; the message is safe to show to the caller. */
  static final class RefusedToken extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedToken(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * Reads the caller from claims whose signature holds.
   *
   * @throws RefusedToken when a claim is missing, of the wrong type or not for now or for us
   */
  static Identity read(JsonObject claims, TokenConfig config, Instant now) throws RefusedToken {
    require(config.issuer().equals(claims.getValue("iss")), "iss is not the accepted issuer");
    require(names(claims.getValue("aud"), config.audience()), "aud does not name this service");
    long expires = checkTimes(claims, now);
    if (!(claims.getValue("sub") instanceof String subject) || subject.isBlank()) {
      throw new RefusedToken("sub is missing; it takes the caller's name");
    }
    return new Identity(
        subject, access(claims.getValue(WAREHOUSES)), role(claims.getValue(ROLES)), expires);
  }

  private static boolean names(@Nullable Object claim, String audience) {
    return claim instanceof JsonArray several ? several.contains(audience) : audience.equals(claim);
  }

  private static long checkTimes(JsonObject claims, Instant now) throws RefusedToken {
    require(claims.getValue("exp") != null, "exp is missing");
    long expires = seconds(claims, "exp", 0);
    long second = now.getEpochSecond();
    require(expires > second, "the token has expired");
    require(
        expires <= second + LONGEST_LIFETIME.toSeconds(),
        "exp is more than " + LONGEST_LIFETIME.toMinutes() + " minutes ahead");
    require(seconds(claims, "nbf", second) <= second, "nbf is in the future");
    require(seconds(claims, "iat", second) <= second, "iat is in the future");
    return expires;
  }

  private static long seconds(JsonObject claims, String name, long absent) throws RefusedToken {
    Object value = claims.getValue(name);
    if (value == null && !claims.containsKey(name)) {
      return absent;
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new RefusedToken(name + " is not a whole number of seconds");
  }

  private static WarehouseAccess access(@Nullable Object claim) throws RefusedToken {
    if (!(claim instanceof JsonArray list)) {
      throw new RefusedToken("warehouses is missing; it takes a list of ids, or [\"*\"]");
    }
    Set<String> warehouses = new HashSet<>();
    for (Object id : list) {
      if (!(id instanceof String text)) {
        throw new RefusedToken("warehouses takes texts only");
      }
      warehouses.add(text);
    }
    try {
      return new WarehouseAccess(warehouses);
    } catch (IllegalArgumentException e) {
      throw new RefusedToken("warehouses: " + e.getMessage());
    }
  }

  /** The highest that is known here; an issuer may have roles of other services in the list. */
  private static Role role(@Nullable Object claim) throws RefusedToken {
    if (claim == null) {
      return Role.VIEWER;
    }
    if (!(claim instanceof JsonArray list)) {
      throw new RefusedToken("roles takes a list of texts");
    }
    Role highest = Role.VIEWER;
    for (Object entry : list) {
      if (!(entry instanceof String text)) {
        throw new RefusedToken("roles takes texts only");
      }
      Role role = Role.ofClaim(text).orElse(Role.VIEWER);
      highest = role.compareTo(highest) > 0 ? role : highest;
    }
    return highest;
  }

  private static void require(boolean kept, String reason) throws RefusedToken {
    if (!kept) {
      throw new RefusedToken(reason);
    }
  }

  /** The claims of a new token, valid from {@code now}. */
  static JsonObject write(Identity caller, TokenConfig config, Instant now) {
    return new JsonObject()
        .put("iss", config.issuer())
        .put("aud", config.audience())
        .put("sub", caller.subject())
        .put("iat", now.getEpochSecond())
        .put("exp", caller.expires())
        .put(ROLES, JsonArray.of(caller.role().claim()))
        .put(WAREHOUSES, JsonArray.of(caller.access().warehouses().stream().sorted().toArray()));
  }
}
