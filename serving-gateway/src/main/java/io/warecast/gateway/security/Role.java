package io.warecast.gateway.security;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do, beside seeing their warehouses; each includes those before it. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Also asks for what has to be computed: what-if, forecasts on demand. */
  PLANNER,
  /** Also changes what all callers see, such as the model in use. */
  ADMIN;

  /** As tokens spell it. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that a token's text names; empty for roles of other services. */
  static Optional<Role> ofClaim(String text) {
    for (Role role : values()) {
      if (role.claim().equals(text)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
