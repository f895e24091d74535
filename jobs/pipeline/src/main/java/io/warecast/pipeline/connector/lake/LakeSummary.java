package io.warecast.pipeline.connector.lake;

/** Stand-in until the lake lands. */
public record LakeSummary(int series) {}
