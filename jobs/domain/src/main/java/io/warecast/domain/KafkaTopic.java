package io.warecast.domain;

import java.util.Locale;

/** The topics of the contract; nobody else spells their names. */
public enum KafkaTopic {
  /** Takes records far longer than an order may be, so that those are refused with a reason. */
  ORDERS(4),
  CALENDAR_EVENTS(1),
  PRICES(1),
  WEATHER(1),
  MODEL_ACTIVATIONS(1),
  FORECAST_REQUESTS(1),
  FORECAST_REPLIES(1),
  /** The newest forecast of each series: compacted by key. */
  FORECASTS(1),
  /** Refused records, with where they came from and why: twice the longest, as they are wrapped. */
  DEAD_LETTERS(8),
  AUDIT(1),
  /** What somebody should look at: drift, and intervals that do not hold. */
  ALERTS(1);

  private static final int MEBIBYTE = 1 << 20;

  private final int maxRecordMebibytes;

  KafkaTopic(int maxRecordMebibytes) {
    this.maxRecordMebibytes = maxRecordMebibytes;
  }

  /** The name on the broker, such as {@code calendar-events}. */
  public String topicName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether only the newest record of a key is kept. */
  public boolean isCompacted() {
    return this == FORECASTS;
  }

  /** The longest batch of records that the broker takes: {@code max.message.bytes}. */
  public int maxRecordBytes() {
    return maxRecordMebibytes * MEBIBYTE;
  }
}
