package io.warecast.gateway.security;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.warecast.domain.ActionableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link KeySet} like its file or address says: a file is looked at every two seconds, an
 * address is asked every five minutes, and either when a token names a key that is not known, at
 * most once in ten seconds. What cannot be read leaves the keys of before in use.
 */
final class KeySource {

  private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);
  private static final Duration FILE_INTERVAL = Duration.ofSeconds(2);
  private static final Duration ADDRESS_INTERVAL = Duration.ofMinutes(5);
  private static final Duration FETCH_LIMIT = Duration.ofSeconds(5);
  private static final int LONGEST = 1 << 20;

  private final Vertx vertx;
  private final TokenConfig config;
  private final Duration leastPause;
  private final Runnable changed;
  private final @Nullable HttpClient client;
  private final AtomicLong nextAsked = new AtomicLong(System.nanoTime());
  private volatile KeySet keys = KeySet.EMPTY;
  private volatile @Nullable Future<Void> underWay;

  private KeySource(Vertx vertx, TokenConfig config, Duration leastPause, Runnable changed) {
    this.vertx = vertx;
    this.config = config;
    this.leastPause = leastPause;
    this.changed = changed;
    this.client = config.isKeySetRemote() ? vertx.createHttpClient(new HttpClientOptions()) : null;
  }

  /**
   * Reads the keys and goes on watching them.
   *
   * @param leastPause between two looks that tokens with unknown keys cause
   * @param changed called after the keys have become others
   * @return fails with an {@link ActionableException} when there is a file and it holds no keys; an
   *     address may be asked again later
   */
  static Future<KeySource> open(
      Vertx vertx, TokenConfig config, Duration leastPause, Runnable changed) {
    KeySource source = new KeySource(vertx, config, leastPause, changed);
    if (config.keySet().isEmpty()) {
      return Future.succeededFuture(source);
    }
    Duration interval = config.isKeySetRemote() ? ADDRESS_INTERVAL : FILE_INTERVAL;
    return source
        .load()
        .recover(e -> source.startsWithout(e))
        .onSuccess(read -> vertx.setPeriodic(interval.toMillis(), timer -> source.refresh()))
        .map(source);
  }

  private Future<Void> startsWithout(Throwable cause) {
    if (config.isKeySetRemote()) {
      LOG.warn("no token by RS256 or ES256 is accepted yet: {}", cause.getMessage());
      return Future.succeededFuture();
    }
    return Future.failedFuture(new ActionableException(String.valueOf(cause.getMessage()), cause));
  }

  KeySet keys() {
    return keys;
  }

  /** Looks again because a token names an unknown key; does nothing when that was done just now. */
  Future<Void> lookAgain() {
    Future<Void> current = underWay;
    if (current != null) {
      return current;
    }
    long now = System.nanoTime();
    long next = nextAsked.get();
    boolean isMine = now - next >= 0 && nextAsked.compareAndSet(next, now + leastPause.toNanos());
    return isMine ? refresh() : Future.succeededFuture();
  }

  private Future<Void> refresh() {
    Future<Void> read =
        load()
            .onFailure(e -> LOG.warn("the keys of before stay in use: {}", e.getMessage()))
            .otherwiseEmpty();
    underWay = read;
    return read.onComplete(done -> underWay = null);
  }

  private Future<Void> load() {
    return read()
        .map(
            json -> {
              take(json);
              return (Void) null;
            })
        .recover(e -> Future.failedFuture(named(e)));
  }

  private Future<Buffer> read() {
    HttpClient asked = client;
    if (asked == null) {
      return vertx.fileSystem().readFile(config.keySet());
    }
    Promise<Buffer> answer = Promise.promise();
    // on one event loop from the first to the last: the answer's handlers must be set in time
    vertx.runOnContext(now -> fetch(asked).onComplete(answer));
    return answer.future();
  }

  private Future<Buffer> fetch(HttpClient asked) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(config.keySet())
            .putHeader("Accept", "application/jwk-set+json, application/json");
    return asked
        .request(request)
        .compose(HttpClientRequest::send)
        .compose(KeySource::body)
        .timeout(FETCH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      response.request().reset();
      return Future.failedFuture("it answered " + response.statusCode());
    }
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          if (body.length() + part.length() > LONGEST) {
            response.request().reset();
          } else {
            body.appendBuffer(part);
          }
        });
    return response.end().map(body);
  }

  private void take(Buffer json) {
    KeySet read;
    try {
      read = KeySet.parse(json.toString());
    } catch (java.text.ParseException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (!read.equals(keys)) {
      keys = read;
      LOG.info("keys of tokens are those of {} now", config.keySet());
      changed.run();
    }
  }

  private Throwable named(Throwable cause) {
    return new IllegalStateException(
        "tokens.key-set %s cannot be used (%s); it takes a JWKS with RSA or P-256 keys"
            .formatted(config.keySet(), cause.getMessage()),
        cause);
  }
}
