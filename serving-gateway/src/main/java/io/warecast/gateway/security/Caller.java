package io.warecast.gateway.security;

import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.util.Collection;

/** Who sent a request, as their access token says. What they ask to see is noted for the audit. */
public final class Caller {

  private static final String KEY = Caller.class.getName();

  private final Identity identity;
  private final Call call;

  Caller(Identity identity, Call call) {
    this.identity = identity;
    this.call = call;
  }

  /** The caller of a request that has passed {@link AuthenticationHandler}. */
  public static Caller of(RoutingContext context) {
    Caller caller = context.get(KEY);
    if (caller == null) {
      throw new IllegalStateException(
          "route " + context.request().path() + " lacks the AuthenticationHandler");
    }
    return caller;
  }

  /** The {@code sub} claim. */
  public String subject() {
    return identity.subject();
  }

  /** What they may see, for filtering lists and streams. */
  public WarehouseAccess access() {
    return identity.access();
  }

  /** Epoch second from which on their token counts no more. */
  public long expires() {
    return identity.expires();
  }

  /** The highest of their roles. */
  public Role role() {
    return identity.role();
  }

  /**
   * Passes when this caller may see a warehouse.
   *
   * @throws ProblemException 403 otherwise
   */
  public void requireAccess(String warehouseId) {
    if (!mayAccess(warehouseId)) {
      throw Problem.of(
              ProblemKind.FORBIDDEN,
              "The token's claim 'warehouses' does not list warehouse '%s'.".formatted(warehouseId))
          .toException();
    }
  }

  /**
   * Passes when this caller may see every one of several warehouses.
   *
   * @throws ProblemException 403 otherwise, naming the first that they may not
   */
  public void requireAccess(Collection<String> warehouseIds) {
    warehouseIds.forEach(call::concerns);
    warehouseIds.forEach(this::requireAccess);
  }

  /**
   * Whether this caller may see a warehouse that they have asked for, as in an entry of a batch.
   */
  public boolean mayAccess(String warehouseId) {
    call.concerns(warehouseId);
    return identity.access().allows(warehouseId);
  }

  /**
   * Passes when this caller has a role, or one that includes it.
   *
   * @throws ProblemException 403 otherwise
   */
  public void requireRole(Role role) {
    if (identity.role().compareTo(role) < 0) {
      throw Problem.of(
              ProblemKind.FORBIDDEN,
              "This takes the role '%s' in the token's claim 'roles'.".formatted(role.claim()))
          .toException();
    }
  }

  void store(RoutingContext context) {
    context.put(KEY, this);
  }
}
