package io.warecast.pipeline.operator;

import java.io.Serializable;

/**
 * When and how far series are forecast while orders come in.
 *
 * @param horizon steps of every served forecast
 * @param longestHorizon most steps that a request may reach to
 * @param countedFrom epoch day after the imported history: from here on orders are all that is
 *     known of a day
 * @param latenessDays closed days that late orders may still correct
 * @param intervalMillis shortest time between two forecasts of a series while its day is open
 * @param relativeMove an open day is forecast anew when what it is expected to sell has moved by
 *     this share of what was expected of it
 * @param leastMove ... and by at least so many units
 * @param batchSeries series that are scored in one call of a booster
 * @param flushMillis longest time that the forecast of a close or for a request waits for others to
 *     be scored with
 * @param gatherMillis how long the first series that has moved waits for others to have a turn with
 */
public record ContinuousSettings(
    int horizon,
    int longestHorizon,
    int countedFrom,
    int latenessDays,
    long intervalMillis,
    double relativeMove,
    double leastMove,
    int batchSeries,
    long flushMillis,
    long gatherMillis)
    implements Serializable {}
