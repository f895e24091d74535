package io.warecast.pipeline.operator.monitoring;

import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.operator.ServedClose;
import org.jspecify.annotations.Nullable;

/** What a day of a series came to: when it closed, or after a correction. One of the two. */
public record ActualDay(@Nullable ServedClose close, @Nullable DemandDay correction) {

  public static ActualDay of(ServedClose close) {
    return new ActualDay(close, null);
  }

  public static ActualDay of(DemandDay correction) {
    return new ActualDay(null, correction);
  }

  /** The series. */
  public SeriesKey key() {
    if (close != null) {
      return close.key();
    }
    if (correction == null) {
      throw new IllegalStateException("neither a close nor a correction");
    }
    return correction.key();
  }
}
