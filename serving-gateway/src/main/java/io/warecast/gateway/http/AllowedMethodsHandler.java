package io.warecast.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lets a path's methods pass and refuses the others with 405 and {@code Allow}. */
public final class AllowedMethodsHandler implements Handler<RoutingContext> {

  private final List<HttpMethod> allowed;
  private final String allow;

  private AllowedMethodsHandler(List<HttpMethod> allowed) {
    this.allowed = allowed;
    this.allow = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
  }

  public static AllowedMethodsHandler create(HttpMethod... methods) {
    return new AllowedMethodsHandler(List.copyOf(Arrays.asList(methods)));
  }

  @Override
  public void handle(RoutingContext context) {
    if (allowed.contains(context.request().method())) {
      context.next();
      return;
    }
    Problem problem =
        Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "The methods of this path are: " + allow + ".")
            .withHeader("Allow", allow);
    context.fail(problem.toException());
  }
}
