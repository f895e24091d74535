package io.warecast.gateway.catalogue;

import io.vertx.core.buffer.Buffer;
import io.warecast.domain.forecast.Forecast;
import io.warecast.gateway.forecast.Served;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Forecasts as CSV (RFC 4180), one line a day. */
final class ForecastCsv {

  private static final String HEADER =
      "warehouse_id,item_id,target_date,mean,lower,upper,tier,method,model_version,as_of\r\n";

  /** A cell that begins so would be taken for a formula by spreadsheets. */
  private static final String FORMULA = "=+-@\t";

  private ForecastCsv() {}

  static Buffer encode(List<Served> forecasts) {
    StringBuilder text = new StringBuilder(HEADER);
    for (Served each : forecasts) {
      append(text, each.forecast());
    }
    return Buffer.buffer(text.toString());
  }

  private static void append(StringBuilder text, Forecast forecast) {
    String series = cell(forecast.key().warehouseId()) + "," + cell(forecast.key().itemId()) + ",";
    String end =
        ","
            + forecast.tier().wireName()
            + ","
            + forecast.method().wireName()
            + ","
            + cell(forecast.modelVersion())
            + ","
            + Instant.ofEpochMilli(forecast.asOf())
            + "\r\n";
    for (int step = 0; step < forecast.horizon(); step++) {
      text.append(series)
          .append(LocalDate.ofEpochDay((long) forecast.firstDay() + step))
          .append(',')
          .append(forecast.mean()[step])
          .append(',')
          .append(forecast.lower()[step])
          .append(',')
          .append(forecast.upper()[step])
          .append(end);
    }
  }

  private static String cell(String value) {
    String safe = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
