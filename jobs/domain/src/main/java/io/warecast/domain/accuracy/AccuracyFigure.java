package io.warecast.domain.accuracy;

/**
 * One measured value of a backtest.
 *
 * @param originDay epoch day, or {@link #ALL_ORIGINS} for all of them together
 * @param segmentKind what the segment is one of: {@code all}, {@code warehouse}, {@code category},
 *     {@code department}, {@code class}, {@code method}, {@code total}, {@code level}
 * @param segment its name among them
 * @param steps of the horizon, as {@link StepBucket#wireName}
 * @param forecaster {@code model} for the version that is tested, {@code champion} for the one that
 *     it is held against, or the name of a baseline
 * @param measure such as {@code wape}, {@code pinball}, {@code coverage_95}
 */
public record AccuracyFigure(
    int originDay,
    String segmentKind,
    String segment,
    String steps,
    String forecaster,
    String measure,
    double value) {

  /** In place of an origin: of all that were tested. */
  public static final int ALL_ORIGINS = Integer.MIN_VALUE;

  /** The version that is tested, among forecasters. */
  public static final String MODEL = "model";

  /** The version that it is held against, among forecasters. */
  public static final String CHAMPION = "champion";

  /** The kind of segment, and its only name, that all items together are. */
  public static final String ALL = "all";
}
