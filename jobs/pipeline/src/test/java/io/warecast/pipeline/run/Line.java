package io.warecast.pipeline.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP line to a server that can be cut, mended, or made to lose what the server answers. */
public final class Line {

  private final int server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile ServerSocket entrance;
  private volatile boolean deaf;
  private volatile boolean stayCut;
  private volatile String fatal = "";

  Line(int server) throws IOException {
    this.server = server;
    this.entrance = listen(0);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** Ends all connections and lets nobody in. */
  public void cut() throws IOException {
    entrance.close();
    hangUp();
  }

  /** Cuts the line in place of handing on the first request that contains a text. */
  public void cutOn(String text) {
    fatal = text;
  }

  /** The server hears what comes next, but its answer ends all connections instead. */
  void loseNextAnswer() {
    deaf = true;
  }

  /** As {@link #loseNextAnswer()}, and nobody is let in after it. */
  void loseNextAnswerForGood() {
    stayCut = true;
    deaf = true;
  }

  /** Ends all connections; new ones are let in. */
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  public void mend() throws IOException {
    deaf = false;
    stayCut = false;
    fatal = "";
    if (entrance.isClosed()) {
      entrance = listen(entrance.getLocalPort());
    }
  }

  private ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    start(() -> accept(socket));
    return socket;
  }

  private void accept(ServerSocket from) throws IOException {
    while (true) {
      Socket client = from.accept();
      if (from.isClosed()) {
        // A thread that waits in accept keeps a closed entrance open until it is woken.
        client.close();
        return;
      }
      Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      open.add(client);
      open.add(upstream);
      start(() -> pump(client, upstream, false));
      start(() -> pump(upstream, client, true));
    }
  }

  private void pump(Socket from, Socket to, boolean answers) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!answers && isFatal(buffer, n)) {
          fatal = "";
          cut();
          return;
        }
        if (answers && deaf) {
          deaf = false;
          if (stayCut) {
            entrance.close();
          }
          hangUp();
          return;
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    }
  }

  private boolean isFatal(byte[] buffer, int n) {
    return !fatal.isEmpty()
        && new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains(fatal);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A cut line ends like this.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
