package io.warecast.domain.promotion;

import java.util.List;

/**
 * What was decided about a model version and why; stands in its folder as {@code promotion.json}.
 *
 * @param name of the model
 * @param candidate the version that was judged
 * @param champion the version in use that it was held against; empty when there was none
 * @param decidedAt ISO instant
 * @param reasons in words, the weightiest first
 * @param segments what it was judged by
 */
public record Promotion(
    int formatVersion,
    String name,
    String candidate,
    String champion,
    String decidedAt,
    Outcome outcome,
    List<String> reasons,
    List<SegmentComparison> segments) {

  /** The format that this code writes; a record of another is refused. */
  public static final int FORMAT_VERSION = 1;

  public Promotion {
    reasons = List.copyOf(reasons);
    segments = List.copyOf(segments);
  }
}
