package io.warecast.gateway.predict;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The JSON form of a window of a forecast. Units are printed as the stored floats. */
final class PredictAnswer {

  private static final int BYTES_BESIDE_DAYS = 500;
  private static final int BYTES_A_DAY = 130;
  private static final int MOST_LEVELS = 1_000;

  private static final byte[] WAREHOUSE = ascii("{\"warehouse_id\":");
  private static final byte[] ITEM = ascii(",\"item_id\":");
  private static final byte[] PREDICTIONS = ascii(",\"predictions\":[");
  private static final byte[] FIRST_DAY = ascii("{\"target_date\":\"");
  private static final byte[] NEXT_DAY = ascii("},{\"target_date\":\"");
  private static final byte[] MEAN = ascii("\",\"mean\":");
  private static final byte[] LOWER = ascii("\",\"lower\":");
  private static final byte[] UPPER = ascii(",\"upper\":");
  private static final byte[] END_OF_DAYS = ascii("}]");
  private static final byte[] LEVEL = ascii(",\"confidence_level\":");
  private static final byte[] INTERVALS = ascii(",\"confidence_intervals\":[");
  private static final byte[] VERSION = ascii(",\"model_version\":");
  private static final byte[] AS_OF = ascii(",\"as_of\":\"");
  private static final byte[] TIER = ascii("\",\"tier\":");
  private static final byte[] METHOD = ascii(",\"method\":");
  private static final byte[] GENERATED_AT = ascii(",\"generated_at\":\"");
  private static final byte[] QUOTE = ascii("\"");

  private static final ConcurrentMap<Levels, byte[]> COVERAGES = new ConcurrentHashMap<>();

  private final Units units;
  private final Window window;
  private final boolean withConfidence;

  private record Levels(String lowest, String highest) {

    /** In decimals, because 0.975f - 0.025f has binary noise that 0.95 must not show. */
    byte[] coverage() {
      BigDecimal between = new BigDecimal(highest).subtract(new BigDecimal(lowest));
      return ascii(between.stripTrailingZeros().toString());
    }
  }

  PredictAnswer(Units units, Window window, boolean withConfidence) {
    this.units = units;
    this.window = window;
    this.withConfidence = withConfidence;
  }

  /** The document but for what differs from request to request, and without its last brace. */
  byte[] open() {
    AnswerBytes json = new AnswerBytes(BYTES_BESIDE_DAYS + BYTES_A_DAY * window.days());
    json.raw(WAREHOUSE).text(units.key().warehouseId()).raw(ITEM).text(units.key().itemId());
    writePredictions(json);
    if (withConfidence) {
      writeIntervals(json);
    }
    json.raw(VERSION).text(units.modelVersion());
    json.raw(AS_OF).moment(units.asOf());
    json.raw(TIER).text(units.tier()).raw(METHOD).text(units.method());
    json.raw(GENERATED_AT).moment(units.generatedAt()).raw(QUOTE);
    return json.toBytes();
  }

  private void writePredictions(AnswerBytes json) {
    json.raw(PREDICTIONS);
    Units.Row mean = units.mean(window.from());
    for (int i = 0; i < window.days(); i++) {
      json.raw(i == 0 ? FIRST_DAY : NEXT_DAY).day(day(i)).raw(MEAN).next(mean);
    }
    json.raw(END_OF_DAYS);
  }

  private void writeIntervals(AnswerBytes json) {
    json.raw(LEVEL).raw(coverage()).raw(INTERVALS);
    Units.Row lower = units.lower(window.from());
    Units.Row upper = units.upper(window.from());
    for (int i = 0; i < window.days(); i++) {
      json.raw(i == 0 ? FIRST_DAY : NEXT_DAY).day(day(i));
      json.raw(LOWER).next(lower).raw(UPPER).next(upper);
    }
    json.raw(END_OF_DAYS);
  }

  private int day(int i) {
    return units.firstDay() + window.from() + i;
  }

  /** Models have few levels; what others write into Redis may have any number of them. */
  private byte[] coverage() {
    Levels levels = new Levels(units.lowestLevel(), units.highestLevel());
    byte[] known = COVERAGES.get(levels);
    if (known == null) {
      known = levels.coverage();
      if (COVERAGES.size() < MOST_LEVELS) {
        COVERAGES.put(levels, known);
      }
    }
    return known;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
