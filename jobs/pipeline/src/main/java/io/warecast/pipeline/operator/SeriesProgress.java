package io.warecast.pipeline.operator;

/**
 * How far a series has come in the continuous job; keyed state.
 *
 * @param closedThrough epoch day of the last closed day; the next one is open
 * @param originDay of the last forecast: the closed day, or the open one when it was estimated
 * @param asOf of the last forecast, epoch millis
 * @param sequence of the last forecast
 * @param expected units of the open day as its eve's forecast had them; {@code NaN} until that is
 *     made
 * @param servedMicros orders of the open day that the last forecast knew
 * @param servedTotal what the last forecast took for the open day's units at its end
 * @param madeAt processing time of the last forecast, epoch millis
 * @param revision of the series' demand days
 * @param isDue whether a change waits for the next forecast
 * @param isScheduled whether a timer will make it
 */
public record SeriesProgress(
    int closedThrough,
    int originDay,
    long asOf,
    long sequence,
    float expected,
    long servedMicros,
    float servedTotal,
    long madeAt,
    long revision,
    boolean isDue,
    boolean isScheduled) {

  static SeriesProgress closedThrough(int day) {
    return new SeriesProgress(
        day, day, Long.MIN_VALUE, 0, Float.NaN, 0, Float.NaN, Long.MIN_VALUE, 0, false, false);
  }

  /** Processing time from which on the next forecast of the open day may be made. */
  long nextAllowedAt(long intervalMillis) {
    return madeAt == Long.MIN_VALUE ? Long.MIN_VALUE : madeAt + intervalMillis;
  }

  int openDay() {
    return closedThrough + 1;
  }

  /** The day that was open is closed; nothing is known of the next. */
  SeriesProgress closing() {
    return new SeriesProgress(
        closedThrough + 1,
        originDay,
        asOf,
        sequence,
        Float.NaN,
        0,
        Float.NaN,
        madeAt,
        revision,
        isDue,
        isScheduled);
  }

  /** A forecast is on its way. */
  SeriesProgress made(
      int newOriginDay, long newAsOf, long newServedMicros, float newServedTotal, long now) {
    return new SeriesProgress(
        closedThrough,
        newOriginDay,
        newAsOf,
        sequence + 1,
        expected,
        newServedMicros,
        newServedTotal,
        now,
        revision,
        false,
        isScheduled);
  }

  SeriesProgress expecting(float units) {
    return new SeriesProgress(
        closedThrough,
        originDay,
        asOf,
        sequence,
        units,
        servedMicros,
        servedTotal,
        madeAt,
        revision,
        isDue,
        isScheduled);
  }

  SeriesProgress corrected() {
    return with(revision + 1, isDue, isScheduled);
  }

  SeriesProgress due() {
    return with(revision, true, isScheduled);
  }

  SeriesProgress scheduled(boolean isNowScheduled) {
    return with(revision, isDue, isNowScheduled);
  }

  private SeriesProgress with(long newRevision, boolean nowDue, boolean nowScheduled) {
    return new SeriesProgress(
        closedThrough,
        originDay,
        asOf,
        sequence,
        expected,
        servedMicros,
        servedTotal,
        madeAt,
        newRevision,
        nowDue,
        nowScheduled);
  }
}
