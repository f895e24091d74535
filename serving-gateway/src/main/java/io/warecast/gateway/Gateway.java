package io.warecast.gateway;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.warecast.domain.ActionableException;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.forecast.CacheFollower;
import io.warecast.gateway.http.HttpConfig;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running gateway with event loops of its own. */
public final class Gateway {

  private final Vertx vertx;
  private final Guards guards;
  private final SharedParts shared;
  private final String deployment;
  private final int port;

  private Gateway(Vertx vertx, Guards guards, SharedParts shared, String deployment, int port) {
    this.vertx = vertx;
    this.guards = guards;
    this.shared = shared;
    this.deployment = deployment;
    this.port = port;
  }

  /**
   * Starts to listen. Redis need not be there yet: until it is, {@code /ready} says 503.
   *
   * @return fails with an {@link ActionableException} when the address cannot be listened on
   */
  public static Future<Gateway> start(GatewayConfig config) {
    Call.register();
    Vertx vertx = Vertx.vertx(options(config.http()));
    Promise<Gateway> started = Promise.promise();
    // opened on this thread, not on an event loop: files are read
    Future.succeededFuture()
        .map(here -> SharedParts.create(vertx, config))
        .compose(
            shared ->
                Guards.open(vertx, config)
                    .compose(guards -> deploy(vertx, config, guards, shared))
                    .onFailure(e -> shared.close()))
        .onSuccess(started::complete)
        .onFailure(e -> vertx.close().onComplete(closed -> started.fail(named(config, e))));
    return started.future();
  }

  private static Future<Gateway> deploy(
      Vertx vertx, GatewayConfig config, Guards guards, SharedParts shared) {
    shared.register(guards.metrics());
    AtomicInteger port = new AtomicInteger();
    return vertx
        .deployVerticle(
            () -> new GatewayVerticle(config, guards, shared, port::set),
            new DeploymentOptions().setInstances(config.http().eventLoops()))
        .compose(
            deployment ->
                vertx
                    .deployVerticle(
                        new CacheFollower(config.redis(), shared.cache(), shared.changes()))
                    .map(new Gateway(vertx, guards, shared, deployment, port.get())))
        .onFailure(e -> guards.close());
  }

  /** The port of the metrics; 0 when they are not served. */
  public int managementPort() {
    return guards.managementPort();
  }

  /** The port that it listens on, also when the configuration left the choice open. */
  public int port() {
    return port;
  }

  /**
   * Takes no new requests, lets those under way finish within the drain timeout, brings the audit
   * to disk and ends.
   */
  public Future<Void> close() {
    // a promise of no event loop: by the time that it is kept, the event loops are gone
    Promise<Void> closed = Promise.promise();
    vertx
        .undeploy(deployment)
        .onComplete(
            drained -> {
              shared.close();
              vertx
                  .close()
                  .onComplete(
                      ended -> {
                        guards.close();
                        closed.handle(ended);
                      });
            });
    return closed.future();
  }

  private static VertxOptions options(HttpConfig http) {
    return new VertxOptions()
        .setEventLoopPoolSize(http.eventLoops() + 1) // one follows the changes in Redis
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static Throwable named(GatewayConfig config, Throwable cause) {
    HttpConfig http = config.http();
    if (cause instanceof BindException) {
      return new ActionableException(
          "http.host %s with http.port %d cannot be listened on (%s); stop what uses it or choose another"
              .formatted(http.host(), http.port(), cause.getMessage()),
          cause);
    }
    if (cause instanceof UnknownHostException) {
      return new ActionableException(
          "http.host %s is not known; it takes an address of this machine".formatted(http.host()),
          cause);
    }
    return cause;
  }
}
