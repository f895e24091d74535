package io.warecast.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which runs are wanted.
 *
 * @param kind {@code daily} or {@code continuous}
 * @param limit longest page, 1 to 500
 * @param cursor of the page before
 */
public record RunQuery(
    Optional<String> kind, Optional<RunStatus> status, OptionalInt limit, Optional<String> cursor) {

  public static final RunQuery ALL =
      new RunQuery(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

  public RunQuery ofKind(String only) {
    return new RunQuery(Optional.of(only), status, limit, cursor);
  }

  public RunQuery ofStatus(RunStatus only) {
    return new RunQuery(kind, Optional.of(only), limit, cursor);
  }

  public RunQuery upTo(int most) {
    return new RunQuery(kind, status, OptionalInt.of(most), cursor);
  }

  /** The page that follows. */
  public RunQuery after(String nextCursor) {
    return new RunQuery(kind, status, limit, Optional.of(nextCursor));
  }
}
