package io.warecast.client;

import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * New forecasts of chosen series over one connection after another. After an end it waits a second,
 * then longer each time that nothing comes. Read by one thread, closed by any.
 */
final class ForecastReader extends Spliterators.AbstractSpliterator<Forecast> {

  /** Three of the gateway's heartbeats. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Exchange exchange;
  private final String pathAndQuery;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Series, String> received = new HashMap<>();
  private volatile @Nullable EventConnection connection;
  private String lastEventId = "";
  private Duration pause = PAUSE;

  private ForecastReader(Exchange exchange, String pathAndQuery) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.exchange = exchange;
    this.pathAndQuery = pathAndQuery;
  }

  static Stream<Forecast> stream(Exchange exchange, Collection<Series> series) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("series is empty; it takes 1 to 50 series");
    }
    ForecastReader reader =
        new ForecastReader(
            exchange,
            series.stream()
                .map(each -> "series=" + URLEncoder.encode(each.toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/api/v1/streams/forecasts?", "")));
    return StreamSupport.stream(reader, false).onClose(reader::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Forecast> action) {
    try {
      while (closed.getCount() > 0) {
        Optional<Forecast> next = next();
        if (next.isPresent()) {
          action.accept(next.get());
          return true;
        }
      }
      return false;
    } catch (InterruptedException e) {
      close();
      throw Exchange.interrupted();
    } catch (ProblemException e) {
      close();
      throw e;
    }
  }

  /** Empty when there is reason to look again whether this is to go on. */
  private Optional<Forecast> next() throws InterruptedException {
    EventConnection current = connection;
    if (current == null) {
      connect();
      return Optional.empty();
    }
    Optional<ServerEvent> event = current.next(SILENCE);
    if (event.isEmpty() || event.get().name().equals("end")) {
      disconnect();
      rest(Duration.ZERO);
      return Optional.empty();
    }
    pause = PAUSE;
    return event.get().name().equals("forecast") ? unlessKnown(event.get()) : Optional.empty();
  }

  /** After a reconnection what has not changed comes once more. */
  private Optional<Forecast> unlessKnown(ServerEvent event) {
    Forecast forecast = Exchange.read(event.data(), Forecast.class);
    lastEventId = event.id();
    return event.id().equals(received.put(forecast.series(), event.id()))
        ? Optional.empty()
        : Optional.of(forecast);
  }

  private void connect() throws InterruptedException {
    try {
      connection = EventConnection.open(exchange, pathAndQuery, lastEventId);
      if (closed.getCount() == 0) {
        disconnect(); // closed meanwhile
      }
    } catch (ProblemException e) {
      if (!isPassing(e)) {
        throw e;
      }
      rest(e.retryAfter().orElse(Duration.ZERO));
    } catch (UncheckedIOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      rest(Duration.ZERO);
    }
  }

  private static boolean isPassing(ProblemException refusal) {
    return refusal instanceof ProblemException.Unavailable
        || refusal instanceof ProblemException.TooManyRequests
        || refusal.problem().status() >= 500;
  }

  private void rest(Duration least) throws InterruptedException {
    Duration wait = least.compareTo(pause) > 0 ? least : pause;
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    var unused = closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void disconnect() {
    EventConnection last = connection;
    connection = null;
    if (last != null) {
      last.close();
    }
  }

  private void close() {
    closed.countDown();
    disconnect();
  }
}
