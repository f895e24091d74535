package io.warecast.local.cli;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit of {@code bench serve}: a server of the gateway's framework and event loops that
 * answers whatever comes with the same bytes.
 */
final class BareServer extends VerticleBase {

  private static final int SHARED_FREE_PORT = -1;

  private final Buffer answer;
  private final AtomicInteger port;

  private BareServer(Buffer answer, AtomicInteger port) {
    this.answer = answer;
    this.port = port;
  }

  /** Takes the length of the answer; prints the port once it listens. */
  public static void main(String[] args) {
    Buffer answer = Buffer.buffer("x".repeat(Integer.parseInt(args[0])));
    AtomicInteger port = new AtomicInteger();
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    vertx
        .deployVerticle(
            () -> new BareServer(answer, port), new DeploymentOptions().setInstances(loops))
        .onSuccess(id -> System.out.printf("listens on http://127.0.0.1:%d%n", port.get()))
        .onFailure(e -> System.exit(1));
  }

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(SHARED_FREE_PORT))
        .requestHandler(
            request -> request.response().putHeader("Content-Type", "application/json").end(answer))
        .listen()
        .onSuccess(server -> port.set(server.actualPort()));
  }
}
