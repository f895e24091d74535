package io.warecast.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a backtest has measured; empty when there was none. */
public record Backtest(
    Optional<String> runId, Optional<String> modelVersion, List<Figure> figures) {

  /** One measure of one forecaster on one segment and stretch of the horizon. */
  public record Figure(
      String segmentKind,
      String segment,
      String steps,
      String forecaster,
      String measure,
      OptionalDouble value) {}
}
