package io.warecast.client;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is asked of a series; what is empty is as the gateway has it: a week from the first day of
 * the newest forecast on, with intervals.
 *
 * @param forecastDate first day
 * @param horizonDays 1 to 366
 * @param includeConfidence whether the answer has intervals
 * @param modelVersion a version, or an alias of one
 * @param maxStalenessSeconds refuse what knows of no order since so long
 */
public record PredictRequest(
    String warehouseId,
    Optional<String> itemId,
    Optional<LocalDate> forecastDate,
    OptionalInt horizonDays,
    Optional<Boolean> includeConfidence,
    Optional<String> modelVersion,
    OptionalLong maxStalenessSeconds) {

  public static PredictRequest of(Series series) {
    return new PredictRequest(
        series.warehouseId(),
        Optional.of(series.itemId()),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }

  public static PredictRequest of(String warehouseId, String itemId) {
    return of(new Series(warehouseId, itemId));
  }

  /** So many days from the first of the newest forecast on. */
  public PredictRequest days(int days) {
    return new PredictRequest(
        warehouseId,
        itemId,
        forecastDate,
        OptionalInt.of(days),
        includeConfidence,
        modelVersion,
        maxStalenessSeconds);
  }

  /** From a day on. */
  public PredictRequest from(LocalDate day) {
    return new PredictRequest(
        warehouseId,
        itemId,
        Optional.of(day),
        horizonDays,
        includeConfidence,
        modelVersion,
        maxStalenessSeconds);
  }

  public PredictRequest withoutConfidence() {
    return new PredictRequest(
        warehouseId,
        itemId,
        forecastDate,
        horizonDays,
        Optional.of(false),
        modelVersion,
        maxStalenessSeconds);
  }

  public PredictRequest withModelVersion(String version) {
    return new PredictRequest(
        warehouseId,
        itemId,
        forecastDate,
        horizonDays,
        includeConfidence,
        Optional.of(version),
        maxStalenessSeconds);
  }

  public PredictRequest withMaxStalenessSeconds(long seconds) {
    return new PredictRequest(
        warehouseId,
        itemId,
        forecastDate,
        horizonDays,
        includeConfidence,
        modelVersion,
        OptionalLong.of(seconds));
  }
}
