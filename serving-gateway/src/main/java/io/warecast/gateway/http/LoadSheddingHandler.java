package io.warecast.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.problem.Problem;

/**
 * Refuses requests while as many are under way on this event loop as it bears, before their waiting
 * makes all of them late. Belongs to one event loop.
 */
public final class LoadSheddingHandler implements Handler<RoutingContext> {

  private final int most;
  private int underWay;

  private LoadSheddingHandler(int most) {
    this.most = most;
  }

  public static LoadSheddingHandler create(int most) {
    return new LoadSheddingHandler(most);
  }

  @Override
  public void handle(RoutingContext context) {
    if (underWay >= most) {
      context.fail(
          Problem.overloaded("As many requests are under way as this gateway bears.")
              .toException());
      return;
    }
    underWay++;
    context.addEndHandler(done -> underWay--);
    context.next();
  }
}
