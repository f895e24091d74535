package io.warecast.domain;

import java.util.Locale;

/** The topics of the contract; nobody else spells their names. */
public enum KafkaTopic {
  ORDERS,
  CALENDAR_EVENTS,
  PRICES,
  WEATHER,
  MODEL_ACTIVATIONS,
  FORECAST_REQUESTS,
  FORECAST_REPLIES,
  /** The newest forecast of each series: compacted by key. */
  FORECASTS,
  /** Refused records, with where they came from and why. */
  DEAD_LETTERS,
  AUDIT;

  /** The name on the broker, such as {@code calendar-events}. */
  public String topicName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether only the newest record of a key is kept. */
  public boolean isCompacted() {
    return this == FORECASTS;
  }
}
