package io.warecast.gateway.stream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.forecast.ForecastChanges;
import io.warecast.gateway.forecast.ForecastJson;
import io.warecast.gateway.forecast.Served;
import io.warecast.gateway.http.JsonAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One open stream: series that may have changed wait in a set until the reader can take more, so a
 * slow reader gets fewer states and never old ones. Belongs to one event loop.
 */
final class ForecastStream implements ForecastChanges.Listener {

  private static final long HEARTBEAT_MILLIS = 15_000;

  private static final long MILLIS = 1_000;
  private static final int BEATS_OF_A_FULL_QUEUE = 4;

  private final Vertx vertx;
  private final Context loop;
  private final HttpServerResponse response;
  private final AnswerPath forecasts;
  private final ForecastChanges changes;
  private final Set<SeriesKey> series;
  private final Map<SeriesKey, String> sent = new HashMap<>();
  private final Set<SeriesKey> waiting = new LinkedHashSet<>();
  private final long expires;
  private Runnable onEnd = () -> {};
  private long heartbeat;
  private long expiry;
  private int beatsFull;
  private boolean asking;
  private boolean ended;

  ForecastStream(
      Vertx vertx,
      RoutingContext context,
      AnswerPath forecasts,
      ForecastChanges changes,
      Set<SeriesKey> series,
      String lastEventId,
      long expires) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.response = context.response();
    this.forecasts = forecasts;
    this.changes = changes;
    this.series = series;
    this.expires = expires;
    series.forEach(
        key -> {
          if (lastEventId.startsWith(encoded(key) + "@")) {
            sent.put(key, lastEventId);
          }
        });
  }

  void onEnd(Runnable action) {
    onEnd = action;
  }

  void begin() {
    response
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .setChunked(true);
    response.exceptionHandler(e -> close());
    response.closeHandler(v -> close());
    response.endHandler(v -> close());
    response.drainHandler(v -> sendWaiting());
    response.write(": every new forecast\n\n");
    series.forEach(key -> changes.add(key, this));
    heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> beat());
    long left = expires * MILLIS - InstantSource.system().millis();
    expiry = vertx.setTimer(Math.max(1, left), timer -> end("the token has expired"));
    resumed();
  }

  @Override
  public void changed(SeriesKey key) {
    loop.runOnContext(v -> mark(key));
  }

  @Override
  public void resumed() {
    loop.runOnContext(v -> series.forEach(this::mark));
  }

  private void mark(SeriesKey key) {
    if (!ended) {
      waiting.add(key);
      sendWaiting();
    }
  }

  /** One at a time, so that a series that changes while it is read is read once more. */
  private void sendWaiting() {
    if (asking || ended || waiting.isEmpty() || response.writeQueueFull()) {
      return;
    }
    SeriesKey key = waiting.iterator().next();
    waiting.remove(key);
    asking = true;
    forecasts
        .find(key)
        .onComplete(
            done -> {
              asking = false;
              if (done.succeeded()) {
                done.result().ifPresent(this::send);
              }
              sendWaiting();
            });
  }

  private void send(Served served) {
    String id = id(served.forecast());
    if (ended || id.equals(sent.put(served.forecast().key(), id))) {
      return;
    }
    String data = JsonAnswer.encode(json -> ForecastJson.write(json, served)).toString();
    response.write("id: " + id + "\nevent: forecast\ndata: " + data + "\n\n");
  }

  private static String id(Forecast forecast) {
    return encoded(forecast.key()) + "@" + forecast.asOf() + "." + forecast.sequence();
  }

  /** A header cannot carry every letter that an id may have. */
  private static String encoded(SeriesKey key) {
    return URLEncoder.encode(key.warehouseId(), StandardCharsets.UTF_8)
        + "|"
        + URLEncoder.encode(key.itemId(), StandardCharsets.UTF_8);
  }

  private void beat() {
    beatsFull = response.writeQueueFull() ? beatsFull + 1 : 0;
    if (beatsFull == BEATS_OF_A_FULL_QUEUE) {
      response.reset();
      close();
    } else if (beatsFull == 0) {
      response.write(": beat\n\n");
    }
  }

  void end(String reason) {
    if (!ended) {
      close();
      response.end("event: end\ndata: {\"reason\":\"" + reason + "\"}\n\n");
    }
  }

  private void close() {
    if (!ended) {
      ended = true;
      vertx.cancelTimer(heartbeat);
      vertx.cancelTimer(expiry);
      series.forEach(key -> changes.remove(key, this));
      onEnd.run();
    }
  }
}
