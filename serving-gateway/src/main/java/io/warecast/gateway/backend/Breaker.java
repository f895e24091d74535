package io.warecast.gateway.backend;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Stops asking a backend that has failed several times, and tries one request after a while. A
 * refusal by a backend that answers is no failure.
 */
public final class Breaker {

  /** The names of {@link #state}. */
  public static final List<String> STATES =
      Arrays.stream(CircuitBreakerState.values()).map(Breaker::nameOf).toList();

  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final String name;
  private final CircuitBreaker circuit;
  private final boolean isConfigured;

  private Breaker(String name, CircuitBreaker circuit, boolean isConfigured) {
    this.name = name;
    this.circuit = circuit;
    this.isConfigured = isConfigured;
  }

  /** Counts the failures of ten seconds. */
  public static Breaker create(Vertx vertx, String name, Limits limits, boolean isConfigured) {
    return create(vertx, name, limits, isConfigured, WINDOW);
  }

  /**
   * The same for a backend of another patience.
   *
   * @param window in which failures count; one after the other, as many as open the circuit must
   *     have time to fail in it
   */
  public static Breaker create(
      Vertx vertx, String name, Limits limits, boolean isConfigured, Duration window) {
    CircuitBreakerOptions options =
        new CircuitBreakerOptions()
            .setMaxFailures(limits.breakerFailures())
            .setFailuresRollingWindow(window.toMillis())
            .setResetTimeout(limits.breakerReset().toMillis())
            .setTimeout(-1); // each backend's own limit of time ends a request
    CircuitBreaker circuit =
        CircuitBreaker.create(name, vertx, options)
            .failurePolicy(done -> done.failed() && isOutage(done.cause()));
    return new Breaker(name, circuit, isConfigured);
  }

  /** What a backend answers; fails at once with a 503 problem while it is not being asked. */
  public <T> Future<T> ask(Supplier<Future<T>> question) {
    if (circuit.state() == CircuitBreakerState.CLOSED) {
      return circuit.execute(question);
    }
    return circuit
        .execute(question)
        .recover(e -> Future.failedFuture(e instanceof ProblemException ? e : away()));
  }

  /** Asks again from now on: the backend has been heard of. */
  public void reset() {
    if (circuit.state() != CircuitBreakerState.CLOSED) {
      circuit.reset();
    }
  }

  public String name() {
    return name;
  }

  public boolean isConfigured() {
    return isConfigured;
  }

  /** closed, open or half-open. */
  public String state() {
    return nameOf(circuit.state());
  }

  private static String nameOf(CircuitBreakerState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean isClosed() {
    return circuit.state() == CircuitBreakerState.CLOSED;
  }

  private Throwable away() {
    return Problem.unavailable("The " + name + " backend has failed and is not being asked.")
        .toException();
  }

  private static boolean isOutage(Throwable cause) {
    return !(cause instanceof ProblemException known)
        || known.problem().kind() == ProblemKind.UNAVAILABLE;
  }
}
