package io.warecast.pipeline.operator;

import io.warecast.domain.series.SeriesKey;
import java.io.Serializable;

/**
 * What a backtest compares.
 *
 * @param origins their demand is read to the end of the last one's horizon
 * @param horizon steps that are compared
 * @param countedFrom epoch day from which on the orders are all that is known of a day
 * @param residualShare share of the items whose residuals are kept, 0 to 1; groups are kept always
 */
public record BacktestSettings(
    OriginDays origins, int horizon, int countedFrom, double residualShare)
    implements Serializable {

  private static final int SHARES = 1 << 16;

  /** Whether the residuals of a series are kept: the same series in every backtest. */
  boolean keeps(SeriesKey key) {
    int place = (key.hashCode() * 0x9E3779B1) >>> 16;
    return key.isGroup() || place < residualShare * SHARES;
  }
}
