package io.warecast.gateway.problem;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP, or too long to be read as HTTP, before it reaches a route. */
public final class InvalidRequestHandler implements Handler<HttpServerRequest> {

  private final Vertx vertx;

  private InvalidRequestHandler(Vertx vertx) {
    this.vertx = vertx;
  }

  public static InvalidRequestHandler create(Vertx vertx) {
    return new InvalidRequestHandler(vertx);
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.response().putHeader("Connection", "close");
    // no instance: the path of a request that could not be read is made up by the decoder
    ProblemHandler.send(vertx, request, problemOf(request.decoderResult().cause()), "");
  }

  private static Problem problemOf(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(ProblemKind.URI_TOO_LONG, "Shorten the request target.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(ProblemKind.HEADERS_TOO_LARGE, "Send fewer or shorter headers.");
    }
    return Problem.of(
        ProblemKind.BAD_REQUEST, "What arrived is not an HTTP request; check the client.");
  }
}
