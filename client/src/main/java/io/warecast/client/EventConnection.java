package io.warecast.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection that events come on (server-sent events). */
final class EventConnection implements AutoCloseable {

  private static final int OK = 200;

  private final LineQueue lines = new LineQueue();
  private final CompletableFuture<ResponseInfo> head = new CompletableFuture<>();
  private final CompletableFuture<HttpResponse<String>> answer;

  private EventConnection(Exchange exchange, HttpRequest request) {
    answer =
        exchange
            .config()
            .http()
            .sendAsync(request, this::bodyOf)
            .whenComplete((whole, failure) -> giveUpHead(failure));
  }

  private void giveUpHead(@Nullable Throwable failure) {
    if (failure != null) {
      head.completeExceptionally(failure);
    }
  }

  private HttpResponse.BodySubscriber<String> bodyOf(ResponseInfo info) {
    head.complete(info);
    return info.statusCode() == OK
        ? BodySubscribers.fromLineSubscriber(lines, same -> "", StandardCharsets.UTF_8, null)
        : BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  /**
   * Connects.
   *
   * @param lastEventId of the event that was received last, or empty
   * @throws ProblemException when the gateway refuses
   * @throws UncheckedIOException when it does not answer in time
   */
  static EventConnection open(Exchange exchange, String pathAndQuery, String lastEventId) {
    HttpRequest.Builder request = exchange.request(pathAndQuery, "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    EventConnection connection = new EventConnection(exchange, request.GET().build());
    try {
      connection.awaitHead(exchange.config().timeout());
      return connection;
    } catch (TimeoutException e) {
      connection.close();
      throw new UncheckedIOException(
          "the gateway does not answer in time", new IOException("no answer", e));
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          "the gateway does not answer: " + e.getCause(), new IOException(e.getCause()));
    } catch (InterruptedException e) {
      connection.close();
      throw Exchange.interrupted();
    }
  }

  private void awaitHead(Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    ResponseInfo info = head.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (info.statusCode() != OK) {
      String body = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).body();
      throw ProblemException.of(info.statusCode(), info.headers(), body);
    }
  }

  /**
   * The next event; empty when the connection has ended, or nothing at all came for so long.
   *
   * @throws InterruptedException when the thread was told to stop waiting
   */
  Optional<ServerEvent> next(Duration silence) throws InterruptedException {
    String id = "";
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (Optional<String> line = lines.take(silence);
        line.isPresent();
        line = lines.take(silence)) {
      String text = line.get();
      if (text.isEmpty() && data.length() > 0) {
        return Optional.of(new ServerEvent(id, name, data.toString()));
      }
      int colon = text.indexOf(':');
      String value = colon < 0 ? "" : text.substring(colon + 1).stripLeading();
      switch (colon < 0 ? text : text.substring(0, colon)) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> data.append(data.length() == 0 ? "" : "\n").append(value);
        default -> {} // a comment: a sign of life
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    lines.cancel();
    answer.cancel(true);
  }
}
