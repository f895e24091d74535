package io.warecast.pipeline.operator.monitoring;

import io.warecast.domain.demand.DemandClass;

/**
 * Series of a warehouse and class on one day, forecast so many days before.
 *
 * @param day epoch day
 * @param lead days
 */
public record AccuracySegment(String warehouse, DemandClass demandClass, int day, int lead) {}
