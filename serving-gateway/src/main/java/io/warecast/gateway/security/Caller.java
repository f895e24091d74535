package io.warecast.gateway.security;

import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;

/**
 * Who sent a request, as their access token says.
 *
 * @param subject the {@code sub} claim
 * @param access what they may see
 */
public record Caller(String subject, WarehouseAccess access) {

  private static final String KEY = Caller.class.getName();

  /** The caller of a request that has passed {@link AuthenticationHandler}. */
  public static Caller of(RoutingContext context) {
    Caller caller = context.get(KEY);
    if (caller == null) {
      throw new IllegalStateException(
          "route " + context.request().path() + " lacks the AuthenticationHandler");
    }
    return caller;
  }

  /**
   * Passes when this caller may see a warehouse.
   *
   * @throws ProblemException 403 otherwise
   */
  public void requireAccess(String warehouseId) {
    if (!access.allows(warehouseId)) {
      throw Problem.of(
              ProblemKind.FORBIDDEN,
              "The token's claim 'warehouses' does not list warehouse '%s'.".formatted(warehouseId))
          .toException();
    }
  }

  void store(RoutingContext context) {
    context.put(KEY, this);
  }
}
