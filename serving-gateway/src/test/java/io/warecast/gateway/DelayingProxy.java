package io.warecast.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** Stands between the gateway and a server and hands on what that says after a while. */
final class DelayingProxy implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final NetServer server;
  private volatile long delayMillis;

  private DelayingProxy(int target) {
    server =
        vertx
            .createNetServer()
            .connectHandler(
                near -> {
                  near.pause(); // what comes before there is anywhere to send it would be lost
                  vertx
                      .createNetClient()
                      .connect(target, "127.0.0.1")
                      .onSuccess(far -> join(near, far))
                      .onFailure(e -> near.close());
                });
    near(server);
  }

  private static void near(NetServer server) {
    RedisFixture.await(server.listen(0, "127.0.0.1"));
  }

  static DelayingProxy to(int port) {
    return new DelayingProxy(port);
  }

  int port() {
    return server.actualPort();
  }

  void delay(long millis) {
    delayMillis = millis;
  }

  private void join(NetSocket near, NetSocket far) {
    near.handler(far::write);
    far.handler(data -> later(near, data));
    near.closeHandler(v -> far.close());
    far.closeHandler(v -> near.close());
    near.resume();
  }

  private void later(NetSocket near, Buffer data) {
    if (delayMillis == 0) {
      near.write(data);
    } else {
      vertx.setTimer(delayMillis, timer -> near.write(data));
    }
  }

  @Override
  public void close() {
    RedisFixture.await(vertx.close());
  }
}
