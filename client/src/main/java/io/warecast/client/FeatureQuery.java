package io.warecast.client;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which features of a series are wanted.
 *
 * @param origin day at whose close they were made; empty for those of the newest forecast
 */
public record FeatureQuery(Optional<LocalDate> origin) {

  public static final FeatureQuery NEWEST = new FeatureQuery(Optional.empty());

  public static FeatureQuery atCloseOf(LocalDate origin) {
    return new FeatureQuery(Optional.of(origin));
  }
}
