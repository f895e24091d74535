package io.warecast.domain.recalibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.series.SeriesKey;
import java.io.UncheckedIOException;
import java.time.LocalDate;

/**
 * One line of JSON for the factors of a pool: {warehouse_id, group, demand_class, origin, levels[],
 * factors[]}; floats as the shortest decimals that name them, so that what is read has the same
 * bits.
 */
public final class IntervalFactorsJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private IntervalFactorsJson() {}

  private record Line(
      String warehouseId,
      String group,
      DemandClass demandClass,
      String origin,
      float[] levels,
      float[] factors) {}

  /** The line, without its end. */
  public static String write(IntervalFactors factors) {
    try {
      return MAPPER.writeValueAsString(
          new Line(
              factors.group().warehouseId(),
              factors.group().itemId(),
              factors.demandClass(),
              LocalDate.ofEpochDay(factors.originDay()).toString(),
              factors.levels(),
              factors.factors()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a line.
   *
   * @throws JsonProcessingException when it is none
   */
  public static IntervalFactors read(String text) throws JsonProcessingException {
    Line line = MAPPER.readValue(text, Line.class);
    return new IntervalFactors(
        new SeriesKey(line.warehouseId, line.group),
        line.demandClass,
        (int) LocalDate.parse(line.origin).toEpochDay(),
        line.levels,
        line.factors);
  }
}
