package io.warecast.gateway.http;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.util.List;
import java.util.Optional;

/** Which of several media types a request accepts (RFC 9110, 12.5.1). */
public final class MediaTypes {

  private MediaTypes() {}

  /**
   * The type that is wanted, else the first of those that are accepted most.
   *
   * @throws io.warecast.gateway.problem.ProblemException 406 when none is accepted
   */
  public static String choose(
      RoutingContext context, Optional<String> wanted, List<String> produced) {
    if (wanted.isPresent()) {
      return wanted.get();
    }
    List<MIMEHeader> ranges = context.parsedHeaders().accept();
    String best = "";
    float bestWeight = 0;
    for (String type : produced) {
      float weight = ranges.isEmpty() ? 1 : weight(type, ranges);
      if (weight > bestWeight) {
        best = type;
        bestWeight = weight;
      }
    }
    if (best.isEmpty()) {
      throw Problem.of(
              ProblemKind.NOT_ACCEPTABLE,
              "The answer is one of " + String.join(", ", produced) + "; accept one, or any.")
          .toException();
    }
    return best;
  }

  /** The most specific range decides; a weight of 0 means "not acceptable". */
  private static float weight(String type, List<MIMEHeader> ranges) {
    int best = -1;
    float weight = 0;
    for (MIMEHeader range : ranges) {
      int specificity = specificity(type, range);
      if (specificity > best) {
        best = specificity;
        weight = range.weight();
      }
    }
    return weight;
  }

  private static int specificity(String type, MIMEHeader range) {
    String main = type.substring(0, type.indexOf('/'));
    if (range.component().equals("*") && range.subComponent().equals("*")) {
      return 0;
    }
    if (!range.component().equalsIgnoreCase(main)) {
      return -1;
    }
    if (range.subComponent().equals("*")) {
      return 1;
    }
    return type.equalsIgnoreCase(main + "/" + range.subComponent()) ? 2 : -1;
  }
}
