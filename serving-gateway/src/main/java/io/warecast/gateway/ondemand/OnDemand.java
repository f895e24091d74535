package io.warecast.gateway.ondemand;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.gateway.backend.Breaker;
import io.warecast.gateway.backend.Limits;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts made now by the stream job. The same question at the same time is asked once; no more
 * than a limit are asked at once. Of use on any event loop.
 */
public final class OnDemand {

  /** As long as a reader of a page will wait. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** So that one caller who asks again and again opens the circuit, too. */
  private static final Duration FAILURES_COUNT_FOR = TIMEOUT.multipliedBy(6);

  private final Vertx vertx;
  private final @Nullable StreamJob job;
  private final Breaker breaker;
  private final int most;
  private final ConcurrentHashMap<ForecastRequest, Future<ForecastReply>> underWay =
      new ConcurrentHashMap<>();

  private OnDemand(Vertx vertx, @Nullable StreamJob job, Breaker breaker, int most) {
    this.vertx = vertx;
    this.job = job;
    this.breaker = breaker;
    this.most = most;
  }

  /**
   * Opens the connections, which need not succeed yet.
   *
   * @param kafka bootstrap servers; without, every question fails with a 503 problem
   */
  public static OnDemand create(Vertx vertx, Optional<String> kafka, Limits limits) {
    return new OnDemand(
        vertx,
        kafka.map(StreamJob::open).orElse(null),
        Breaker.create(vertx, "stream", limits, kafka.isPresent(), FAILURES_COUNT_FOR),
        limits.onDemand());
  }

  public boolean isConfigured() {
    return job != null;
  }

  public Breaker breaker() {
    return breaker;
  }

  /**
   * The job's reply. Fails with a 503 problem when none comes in time.
   *
   * @param question whose request id is empty: each has one of its own on the way
   */
  public Future<ForecastReply> ask(ForecastRequest question) {
    StreamJob asked = job;
    if (asked == null) {
      return Future.failedFuture(
          Problem.unavailable(
                  "This gateway was started without Kafka and cannot have forecasts made: give --kafka.")
              .toException());
    }
    Future<ForecastReply> same = underWay.get(question);
    if (same == null && underWay.size() >= most) {
      return Future.failedFuture(
          Problem.overloaded("Too many forecasts are being made on demand.").toException());
    }
    Context here = vertx.getOrCreateContext();
    Promise<ForecastReply> answer = Promise.promise();
    Future<ForecastReply> reply =
        same != null ? same : underWay.computeIfAbsent(question, q -> send(asked, q));
    reply.onComplete(
        done -> {
          underWay.remove(question, reply);
          here.runOnContext(
              v -> {
                if (done.succeeded()) {
                  answer.tryComplete(done.result());
                } else {
                  answer.tryFail(done.cause());
                }
              });
        });
    return answer.future();
  }

  /** Of calls that share an answer, the record tells of the first. */
  private Future<ForecastReply> send(StreamJob asked, ForecastRequest question) {
    Call call = Call.current();
    return breaker.ask(
        () ->
            asked
                .ask(question, call)
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .recover(
                    e ->
                        Future.failedFuture(
                            Problem.unavailable(
                                    "The stream job has not answered; try again in a moment.")
                                .toException())));
  }

  /** Ends the threads; nothing is waited for. */
  public void close() {
    if (job != null) {
      job.close();
    }
  }
}
