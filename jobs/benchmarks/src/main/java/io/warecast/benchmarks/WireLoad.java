package io.warecast.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Requests over some connections to this machine, one at a time on each, from one thread: as many
 * as are answered, or at a rate. At a rate a latency counts from the moment at which a request was
 * due, so that waiting for a connection, and the lateness of this thread itself, are part of it;
 * and this thread rests while there is nothing to do, because it shares the processor with the
 * server.
 */
final class WireLoad {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final long REST_NANOS = 50_000;

  private final Framing framing;
  private final List<byte[]> requests;
  private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
  private final ArrayDeque<Connection> free = new ArrayDeque<>();
  private long answers;
  private long errors;
  private int next;

  /** How long an answer is, and whether it is a good one. */
  interface Framing {
    /** Length of the first answer in the buffer's first bytes; -1 when it is not whole yet. */
    int length(byte[] bytes, int filled);

    boolean isGood(byte[] bytes);
  }

  /** What a run has come to; latencies in nanoseconds. */
  record Result(double seconds, long answers, long errors, Histogram latencies) {

    double perSecond() {
      return answers / seconds;
    }

    double millis(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    /** This run and another one, as if one had gone on into the other. */
    Result plus(Result other) {
      Histogram both = latencies.copy();
      both.add(other.latencies);
      return new Result(
          seconds + other.seconds, answers + other.answers, errors + other.errors, both);
    }
  }

  private static final class Connection {
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    long due;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private WireLoad(Framing framing, List<byte[]> requests) {
    this.framing = framing;
    this.requests = requests;
  }

  /**
   * Sends until the time is over.
   *
   * @param perSecond 0 for as many as are answered
   */
  static Result run(
      int port,
      int connections,
      Framing framing,
      List<byte[]> requests,
      Duration time,
      double perSecond)
      throws IOException {
    return new WireLoad(framing, requests).run(port, connections, time, perSecond);
  }

  /** The same of HTTP at a rate. */
  static Result http(
      int port, int connections, List<byte[]> requests, Duration time, double perSecond)
      throws IOException {
    return run(port, connections, ServeFraming.HTTP, requests, time, perSecond);
  }

  private Result run(int port, int connections, Duration time, double perSecond)
      throws IOException {
    List<Connection> all = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        all.add(connect(port, selector));
      }
      free.addAll(all);
      long begun = System.nanoTime();
      long end = begun + time.toNanos();
      double interval = perSecond > 0 ? 1e9 / perSecond : 0;
      long sent = 0;
      while (System.nanoTime() < end) {
        long now = System.nanoTime();
        while (!free.isEmpty() && begun + (long) (sent * interval) <= now) {
          send(free.poll(), interval > 0 ? begun + (long) (sent * interval) : now);
          sent++;
        }
        receive(selector, interval > 0);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Result(seconds, answers, errors, latencies);
    } finally {
      for (Connection each : all) {
        each.channel.close();
      }
    }
  }

  private static Connection connect(int port, Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  private void send(Connection connection, long due) throws IOException {
    connection.due = due;
    ByteBuffer request = ByteBuffer.wrap(requests.get(next));
    next = (next + 1) % requests.size();
    while (request.hasRemaining()) {
      connection.channel.write(request);
    }
  }

  private void receive(Selector selector, boolean isPaced) throws IOException {
    if (isPaced) {
      if (selector.selectNow() == 0) {
        LockSupport.parkNanos(REST_NANOS);
      }
    } else {
      selector.select(100);
    }
    for (SelectionKey key : selector.selectedKeys()) {
      Connection connection = (Connection) key.attachment();
      if (connection.channel.read(connection.in) < 0) {
        throw new IOException("the server has closed a connection");
      }
      int length = framing.length(connection.in.array(), connection.in.position());
      if (length >= 0) {
        latencies.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - connection.due));
        answers++;
        errors += framing.isGood(connection.in.array()) ? 0 : 1;
        connection.in.clear();
        free.add(connection);
      }
    }
    selector.selectedKeys().clear();
  }
}
