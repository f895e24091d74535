package io.warecast.domain.series;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A place that orders leave from.
 *
 * @param region free text that groups warehouses, such as a state or a country
 * @param timeZone IANA name; the local day of this zone is the demand day
 */
public record Warehouse(String id, String region, String timeZone) implements Serializable {

  public Warehouse {
    try {
      ZoneId.of(timeZone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "time_zone '%s' of warehouse %s is not an IANA zone such as Europe/Berlin"
              .formatted(timeZone, id),
          e);
    }
  }

  /** The last millisecond (epoch) of a local day: the origin of a forecast made at its close. */
  public long endOfDay(int epochDay) {
    return LocalDate.ofEpochDay(epochDay + 1L)
            .atStartOfDay(ZoneId.of(timeZone))
            .toInstant()
            .toEpochMilli()
        - 1;
  }

  /** The local day (epoch) of a moment. */
  public int localDay(long epochMillis) {
    return Math.toIntExact(at(epochMillis).toLocalDate().toEpochDay());
  }

  /** Seconds that the local clock shows at a moment since it showed midnight. */
  public int secondOfDay(long epochMillis) {
    return at(epochMillis).toLocalTime().toSecondOfDay();
  }

  private ZonedDateTime at(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atZone(ZoneId.of(timeZone));
  }
}
