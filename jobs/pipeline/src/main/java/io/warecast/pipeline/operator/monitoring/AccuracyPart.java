package io.warecast.pipeline.operator.monitoring;

/**
 * What some series add to a segment.
 *
 * @param closedAt epoch millis of the end of the day
 */
public record AccuracyPart(AccuracySegment segment, long closedAt, LeadSums sums) {}
