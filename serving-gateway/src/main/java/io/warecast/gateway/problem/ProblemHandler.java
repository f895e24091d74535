package io.warecast.gateway.problem;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failure handler that answers every failed request with a problem document. */
public final class ProblemHandler implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  /** How long a refused client may go on sending its body before it is cut off. */
  private static final long LINGER_MILLIS = 1_000;

  private static final int BAD_REQUEST = 400;

  private final int maxBodyBytes;

  private ProblemHandler(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Takes the longest accepted body, to name it when a longer one is refused. */
  public static ProblemHandler create(int maxBodyBytes) {
    return new ProblemHandler(maxBodyBytes);
  }

  @Override
  public void handle(RoutingContext context) {
    Problem problem = problemOf(context);
    if (context.response().headWritten()) {
      LOG.warn("{} failed after its answer had begun", context.request().path());
      context.request().connection().close();
      return;
    }
    String path = context.request().path();
    send(context.vertx(), context.request(), problem, path == null ? "" : path);
  }

  static void send(Vertx vertx, HttpServerRequest request, Problem problem, String instance) {
    HttpServerResponse response = request.response();
    response.setStatusCode(problem.kind().status());
    response.putHeader("Content-Type", ProblemJson.MEDIA_TYPE);
    response.putHeader("Cache-Control", "no-store");
    problem.headers().forEach(response::putHeader);
    response.end(ProblemJson.encode(problem, instance));
    drain(vertx, request);
  }

  /**
   * Reads on for a moment so that the client can see the answer: closing at once would reset the
   * connection under its unread body. Never reads on for long: the body may have no end.
   */
  private static void drain(Vertx vertx, HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    request.resume();
    vertx.setTimer(
        LINGER_MILLIS,
        timer -> {
          if (!request.isEnded()) {
            request.connection().close();
          }
        });
  }

  private Problem problemOf(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    ProblemKind kind = ProblemKind.ofStatus(statusOf(context, failure));
    if (kind == ProblemKind.INTERNAL_ERROR) {
      LOG.error("{} {} failed", context.request().method(), context.request().path(), failure);
    }
    return Problem.of(kind, detailOf(kind, failure));
  }

  private static int statusOf(RoutingContext context, @Nullable Throwable failure) {
    if (failure instanceof HttpException http) {
      return http.getStatusCode();
    }
    // the router tells neither status nor cause when it cannot decode the path to match it
    return failure == null && context.statusCode() < 0 ? BAD_REQUEST : context.statusCode();
  }

  private String detailOf(ProblemKind kind, @Nullable Throwable failure) {
    return switch (kind) {
      case NOT_FOUND -> "Check the path; /docs/ shows the API.";
      case REQUEST_TIMEOUT -> "Send the whole request at once, or check the connection.";
      case BODY_TOO_LARGE -> "The longest accepted body has " + maxBodyBytes + " bytes.";
      case EXPECTATION_FAILED -> "Send no Expect header, or Expect: 100-continue.";
      case BAD_REQUEST -> "Check the request line, the headers and how the body is framed.";
      case UNAVAILABLE -> "Try again in a moment.";
      default -> failure == null ? kind.title() + "." : "The log of the gateway has the cause.";
    };
  }
}
