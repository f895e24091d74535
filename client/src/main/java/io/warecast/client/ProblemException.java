package io.warecast.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** A gateway has refused a request; its problem document says why and what to do. */
public sealed class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_DETAIL = 200;

  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  private ProblemException(Problem problem, Optional<Duration> retryAfter) {
    super("%d %s: %s".formatted(problem.status(), problem.title(), problem.detail()));
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The request cannot be read or has invalid parameters or members (400, 406, 413, 415, 422). */
  public static final class Invalid extends ProblemException {
    private static final long serialVersionUID = 1L;

    private Invalid(Problem problem, Optional<Duration> retryAfter) {
      super(problem, retryAfter);
    }
  }

  /** The token is missing, wrong, or has expired (401). */
  public static final class Unauthenticated extends ProblemException {
    private static final long serialVersionUID = 1L;

    private Unauthenticated(Problem problem, Optional<Duration> retryAfter) {
      super(problem, retryAfter);
    }
  }

  /** The token does not open this warehouse, or lacks a role (403). */
  public static final class Forbidden extends ProblemException {
    private static final long serialVersionUID = 1L;

    private Forbidden(Problem problem, Optional<Duration> retryAfter) {
      super(problem, retryAfter);
    }
  }

  /** There is no such series, model, run or day (404). */
  public static final class NotFound extends ProblemException {
    private static final long serialVersionUID = 1L;

    private NotFound(Problem problem, Optional<Duration> retryAfter) {
      super(problem, retryAfter);
    }
  }

  /** It cannot be done as things are (409). */
  public static final class Conflict extends ProblemException {
    private static final long serialVersionUID = 1L;

    private Conflict(Problem problem, Optional<Duration> retryAfter) {
      super(problem, retryAfter);
    }
  }

  /** More requests than the caller may send (429); {@link #retryAfter} says when to come back. */
  public static final class TooManyRequests extends ProblemException {
    private static final long serialVersionUID = 1L;

    private TooManyRequests(Problem problem, Optional<Duration> retryAfter) {
      super(problem, retryAfter);
    }
  }

  /** The gateway has too much to do, or what it needs is away (503). */
  public static final class Unavailable extends ProblemException {
    private static final long serialVersionUID = 1L;

    private Unavailable(Problem problem, Optional<Duration> retryAfter) {
      super(problem, retryAfter);
    }
  }

  /** Any other refusal. */
  public static final class Other extends ProblemException {
    private static final long serialVersionUID = 1L;

    private Other(Problem problem, Optional<Duration> retryAfter) {
      super(problem, retryAfter);
    }
  }

  static ProblemException of(int status, HttpHeaders headers, String body) {
    Optional<Duration> retryAfter =
        headers
            .firstValue("Retry-After")
            .filter(text -> text.matches("\\d{1,9}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    return of(status, read(status, body), retryAfter);
  }

  private static ProblemException of(int status, Problem problem, Optional<Duration> retryAfter) {
    return switch (status) {
      case 400, 406, 413, 415, 422 -> new Invalid(problem, retryAfter);
      case 401 -> new Unauthenticated(problem, retryAfter);
      case 403 -> new Forbidden(problem, retryAfter);
      case 404 -> new NotFound(problem, retryAfter);
      case 409 -> new Conflict(problem, retryAfter);
      case 429 -> new TooManyRequests(problem, retryAfter);
      case 503 -> new Unavailable(problem, retryAfter);
      default -> new Other(problem, retryAfter);
    };
  }

  private static Problem read(int status, String body) {
    try {
      Problem problem = Json.read(body, Problem.class);
      if (problem != null && problem.status() == status) {
        return problem;
      }
    } catch (JsonProcessingException e) {
      // not of a gateway: told as it came
    }
    return Problem.unknown(status, body.substring(0, Math.min(body.length(), LONGEST_DETAIL)));
  }

  public Problem problem() {
    return problem;
  }

  /** When to come back, where the gateway has said so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
