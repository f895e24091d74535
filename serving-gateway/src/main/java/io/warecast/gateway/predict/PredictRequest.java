package io.warecast.gateway.predict;

import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.http.JsonMembers;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A valid request for one series.
 *
 * @param firstDay the first day wanted; empty for the first day that the forecast has
 * @param horizonDays number of days wanted, 1..{@value #LONGEST_HORIZON}
 * @param modelVersion {@value #LATEST}, or the version that must have made the forecast
 * @param maxStalenessSeconds most that {@code as_of} may lie behind now; empty for any
 */
record PredictRequest(
    SeriesKey key,
    Optional<LocalDate> firstDay,
    int horizonDays,
    boolean includeConfidence,
    String modelVersion,
    OptionalLong maxStalenessSeconds) {

  static final int LONGEST_HORIZON = 366;
  static final String LATEST = "latest";

  /** What the stream job takes. */
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /** What a body that asks for something to be made says, with its faults noted in it. */
  static PredictRequest made(JsonMembers body) {
    SeriesKey key = body.series();
    Optional<LocalDate> firstDay = body.day("forecast_date");
    firstDay.ifPresent(
        day -> {
          if (day.getYear() < 2000 || day.getYear() > 2099) {
            body.refuse("forecast_date", "takes a day of the years 2000 to 2099");
          }
        });
    int horizonDays = body.integer("horizon_days", 1, LONGEST_HORIZON, 7);
    String version = body.text("model_version").orElse(LATEST);
    if (!VERSION.matcher(version).matches()) {
      body.refuse("model_version", "takes 1 to 128 letters, digits, dots, hyphens, underscores");
    }
    return new PredictRequest(key, firstDay, horizonDays, true, version, OptionalLong.empty());
  }

  /** Whether the stream job would read it, rather than lay it aside without a reply. */
  boolean canBeMade() {
    return VERSION.matcher(modelVersion).matches()
        && firstDay.map(day -> day.getYear() >= 2000 && day.getYear() <= 2099).orElse(true);
  }

  /** This request for another version. */
  PredictRequest ofVersion(String version) {
    return new PredictRequest(
        key, firstDay, horizonDays, includeConfidence, version, maxStalenessSeconds);
  }
}
