package io.warecast.domain.forecast;

import io.warecast.domain.series.SeriesKey;
import java.util.Optional;

/** The key layout of Redis; nobody else spells a key. */
public final class RedisKeys {

  private static final String FORECAST = "forecast:";

  private RedisKeys() {}

  /** Key of the newest forecast of a series, a string in the form of {@link ForecastCodec}. */
  public static String forecast(SeriesKey key) {
    return FORECAST + key.warehouseId() + ":" + key.itemId();
  }

  /** What every key of {@link #forecast} begins with, and no other key. */
  public static String forecastPrefix() {
    return FORECAST;
  }

  /** The series of a key that {@link #forecast} made; empty for any other key. */
  public static Optional<SeriesKey> seriesOf(String key) {
    int item = key.indexOf(':', FORECAST.length());
    if (!key.startsWith(FORECAST) || item < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SeriesKey(key.substring(FORECAST.length(), item), key.substring(item + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Key of the time at which a caller's bucket of requests is full again, microseconds. */
  public static String rateLimit(String subject) {
    return "ratelimit:" + subject;
  }

  /** Key of the newest feature vector of a series, a string of JSON. */
  public static String features(SeriesKey key) {
    return "features:" + key.warehouseId() + ":" + key.itemId();
  }

  /** Key under which a run keeps a forecast until it is published. */
  public static String staged(String runId, SeriesKey key) {
    return stagedPrefix(runId) + forecast(key);
  }

  /** What {@link #staged} puts before a forecast's key. */
  public static String stagedPrefix(String runId) {
    return "staged:" + runId + ":";
  }

  /** Key under which a run keeps the forecast that it replaced until the run is final. */
  public static String replacedPrefix(String runId) {
    return "replaced:" + runId + ":";
  }

  /** Key of the hash from every forecast key that a run has staged to its {@code as_of}. */
  public static String stagedIndex(String runId) {
    return "staged-index:" + runId;
  }

  /** Key of the set of forecast keys that did not exist before a run was published. */
  public static String absentIndex(String runId) {
    return "absent-index:" + runId;
  }

  /** Key of the set of runs that have, or may have, anything but published forecasts in Redis. */
  public static String openRuns() {
    return "open-runs";
  }
}
