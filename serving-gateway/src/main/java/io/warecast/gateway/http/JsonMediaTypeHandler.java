package io.warecast.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.util.List;

/** Lets requests pass whose body is JSON (else 415) and that accept JSON (else 406). */
public final class JsonMediaTypeHandler implements Handler<RoutingContext> {

  private JsonMediaTypeHandler() {}

  public static JsonMediaTypeHandler create() {
    return new JsonMediaTypeHandler();
  }

  @Override
  public void handle(RoutingContext context) {
    MIMEHeader body = context.parsedHeaders().contentType();
    if (!isJson(body) || !isUtf8(body)) {
      context.fail(
          Problem.of(
                  ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                  "Send JSON in UTF-8 with the header Content-Type: application/json.")
              .withHeader("Accept", "application/json")
              .toException());
    } else if (!accepts(context.parsedHeaders().accept())) {
      context.fail(
          Problem.of(
                  ProblemKind.NOT_ACCEPTABLE,
                  "The answer is application/json; send Accept: application/json, or none.")
              .toException());
    } else {
      context.next();
    }
  }

  private static boolean isJson(MIMEHeader type) {
    return type.component().equalsIgnoreCase("application")
        && type.subComponent().equalsIgnoreCase("json");
  }

  private static boolean isUtf8(MIMEHeader type) {
    String charset = type.parameter("charset");
    return charset == null || charset.equalsIgnoreCase("utf-8");
  }

  /** The most specific range decides (RFC 9110, 12.5.1); a weight of 0 means "not acceptable". */
  private static boolean accepts(List<MIMEHeader> ranges) {
    int best = -1;
    float weight = ranges.isEmpty() ? 1 : 0;
    for (MIMEHeader range : ranges) {
      int specificity = specificity(range);
      if (specificity > best) {
        best = specificity;
        weight = range.weight();
      }
    }
    return weight > 0;
  }

  private static int specificity(MIMEHeader range) {
    if (isJson(range)) {
      return 2;
    }
    if (!range.subComponent().equals("*")) {
      return -1;
    }
    return switch (range.component()) {
      case "application" -> 1;
      case "*" -> 0;
      default -> -1;
    };
  }
}
