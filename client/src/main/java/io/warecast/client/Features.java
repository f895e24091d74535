package io.warecast.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/** The features that a forecast was made from. */
public record Features(
    String warehouseId,
    String itemId,
    LocalDate origin,
    Instant asOf,
    String schemaHash,
    List<Feature> features,
    ServedFrom servedFrom) {

  /** Empty where it is unknown. */
  public record Feature(String name, OptionalDouble value) {}
}
