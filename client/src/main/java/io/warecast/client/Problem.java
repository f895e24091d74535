package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Why a gateway has refused a request (RFC 9457).
 *
 * @param type an URN whose last part is the {@link #kind}; does not change
 * @param detail what was wrong and what to do, for people
 * @param instance the path that was called
 * @param errors the members of the body or the parameters that must be changed
 * @param coveredFrom first day that the newest forecast covers, where others were asked for
 * @param coveredTo last such day
 * @param servedModelVersion the version that is served, where another was asked for
 * @param asOf of the newest forecast, where that is too old
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<String> instance,
    List<FieldError> errors,
    Optional<LocalDate> coveredFrom,
    Optional<LocalDate> coveredTo,
    Optional<String> servedModelVersion,
    Optional<Instant> asOf) {

  /**
   * What is wrong with one member or parameter.
   *
   * @param pointer such as {@code #/horizon_days} or {@code ?limit}
   */
  public record FieldError(String pointer, String detail) {}

  /** Of an answer that is no problem document: it came from something before the gateway. */
  static Problem unknown(int status, String detail) {
    return new Problem(
        "about:blank",
        "HTTP status " + status,
        status,
        detail,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Such as {@code unknown-series} or {@code too-stale}. */
  public String kind() {
    return type.substring(type.lastIndexOf(':') + 1);
  }
}
