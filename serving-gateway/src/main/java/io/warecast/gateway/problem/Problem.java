package io.warecast.gateway.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One refusal, as RFC 9457 describes it.
 *
 * @param detail what was wrong this time and what to do; safe to show to the caller
 * @param errors one entry a faulty member of the body; empty for other refusals
 * @param members further members of the document, by name
 * @param headers HTTP headers of the answer, by name
 */
public record Problem(
    ProblemKind kind,
    String detail,
    List<FieldError> errors,
    Map<String, String> members,
    Map<String, String> headers) {

  public Problem {
    errors = List.copyOf(errors);
  }

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, List.of(), Map.of(), Map.of());
  }

  /** A body whose members are invalid, as listed. */
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(
        ProblemKind.INVALID_REQUEST,
        "See errors for each member that must be changed.",
        errors,
        Map.of(),
        Map.of());
  }

  /** A failure of something behind the gateway, worth another try after some seconds. */
  public static Problem unavailable(String detail) {
    return of(ProblemKind.UNAVAILABLE, detail).withHeader("Retry-After", "1");
  }

  /** More work than the gateway bears, worth another try after some seconds. */
  public static Problem overloaded(String detail) {
    return of(ProblemKind.OVERLOADED, detail).withHeader("Retry-After", "1");
  }

  /** This problem with one more member in its document. */
  public Problem withMember(String name, String value) {
    return new Problem(kind, detail, errors, plus(members, name, value), headers);
  }

  /** This problem with one more header on its answer. */
  public Problem withHeader(String name, String value) {
    return new Problem(kind, detail, errors, members, plus(headers, name, value));
  }

  /** This problem as something to throw, or to fail a future with. */
  public ProblemException toException() {
    return new ProblemException(this);
  }

  private static Map<String, String> plus(Map<String, String> map, String name, String value) {
    Map<String, String> longer = new LinkedHashMap<>(map);
    longer.put(name, value);
    return longer;
  }
}
