package io.warecast.client;

import java.util.Optional;

/**
 * Which figures of the newest backtest are wanted.
 *
 * @param modelVersion of any version when empty
 * @param segmentKind such as {@code warehouse}; all together when empty
 */
public record BacktestQuery(Optional<String> modelVersion, Optional<String> segmentKind) {

  /** Of the newest of all. */
  public static final BacktestQuery NEWEST = new BacktestQuery(Optional.empty(), Optional.empty());

  public BacktestQuery ofVersion(String version) {
    return new BacktestQuery(Optional.of(version), segmentKind);
  }

  public BacktestQuery bySegment(String kind) {
    return new BacktestQuery(modelVersion, Optional.of(kind));
  }
}
