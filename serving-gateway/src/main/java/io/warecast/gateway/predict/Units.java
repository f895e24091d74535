package io.warecast.gateway.predict;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastText;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.forecast.EncodedForecast;
import java.nio.charset.StandardCharsets;

/** What an answer says of a forecast, whose numbers may still be the digits that were stored. */
interface Units {

  /** One number a step. */
  interface Row {
    /**
     * Writes the next number; returns the position after it.
     *
     * @param target has room for 24 bytes
     */
    int copyNext(byte[] target, int position);
  }

  SeriesKey key();

  int firstDay();

  String modelVersion();

  long asOf();

  long generatedAt();

  String tier();

  String method();

  String lowestLevel();

  String highestLevel();

  /** Means from a step (from 0) on. */
  Row mean(int step);

  /** Lowest quantiles from a step on. */
  Row lower(int step);

  /** Highest quantiles from a step on. */
  Row upper(int step);

  static Units of(EncodedForecast encoded) {
    return encoded
        .text()
        .<Units>map(StoredUnits::new)
        .orElseGet(() -> new ReadUnits(encoded.forecast()));
  }

  /** Digits that are copied. */
  record StoredUnits(ForecastText text) implements Units {

    @Override
    public SeriesKey key() {
      return text.key();
    }

    @Override
    public int firstDay() {
      return text.firstDay();
    }

    @Override
    public String modelVersion() {
      return text.modelVersion();
    }

    @Override
    public long asOf() {
      return text.asOf();
    }

    @Override
    public long generatedAt() {
      return text.generatedAt();
    }

    @Override
    public String tier() {
      return text.tier().wireName();
    }

    @Override
    public String method() {
      return text.method().wireName();
    }

    @Override
    public String lowestLevel() {
      return text.lowestLevel();
    }

    @Override
    public String highestLevel() {
      return text.highestLevel();
    }

    @Override
    public Row mean(int step) {
      return text.mean(step)::copyNext;
    }

    @Override
    public Row lower(int step) {
      return text.lower(step)::copyNext;
    }

    @Override
    public Row upper(int step) {
      return text.upper(step)::copyNext;
    }
  }

  /** Floats that are written. */
  record ReadUnits(Forecast forecast) implements Units {

    @Override
    public SeriesKey key() {
      return forecast.key();
    }

    @Override
    public int firstDay() {
      return forecast.firstDay();
    }

    @Override
    public String modelVersion() {
      return forecast.modelVersion();
    }

    @Override
    public long asOf() {
      return forecast.asOf();
    }

    @Override
    public long generatedAt() {
      return forecast.generatedAt();
    }

    @Override
    public String tier() {
      return forecast.tier().wireName();
    }

    @Override
    public String method() {
      return forecast.method().wireName();
    }

    @Override
    public String lowestLevel() {
      return Float.toString(forecast.levels()[0]);
    }

    @Override
    public String highestLevel() {
      return Float.toString(forecast.levels()[forecast.levels().length - 1]);
    }

    @Override
    public Row mean(int step) {
      return row(forecast.mean(), step);
    }

    @Override
    public Row lower(int step) {
      return row(forecast.lower(), step);
    }

    @Override
    public Row upper(int step) {
      return row(forecast.upper(), step);
    }

    private static Row row(float[] units, int first) {
      return new Row() {
        private int step = first;

        @Override
        public int copyNext(byte[] target, int position) {
          String digits = NumberOutput.toString(units[step++], true);
          byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
          System.arraycopy(bytes, 0, target, position, bytes.length);
          return position + bytes.length;
        }
      };
    }
  }
}
