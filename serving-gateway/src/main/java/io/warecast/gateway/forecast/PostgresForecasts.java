package io.warecast.gateway.forecast;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.backend.Postgres;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The newest published forecasts, read from PostgreSQL. */
public final class PostgresForecasts {

  // quantiles come as text: the client knows no arrays of two dimensions
  private static final String NEWEST =
      """
      SELECT f.origin, f.as_of, f.sequence, f.watermark, f.generated_at, f.tier, f.method,
             f.model_version, f.mean, f.levels, f.quantiles::text AS quantiles
        FROM forecast f JOIN forecast_run r USING (run_id)
       WHERE r.status = 'published' AND f.warehouse_id = $1 AND f.item_id = $2
       ORDER BY f.origin DESC, f.as_of DESC, f.generated_at DESC
       LIMIT 1""";

  private final Postgres postgres;

  public PostgresForecasts(Postgres postgres) {
    this.postgres = postgres;
  }

  public boolean isConfigured() {
    return postgres.isConfigured();
  }

  /** The forecast of the newest published origin of a series; fails with a 503 problem. */
  public Future<Optional<Forecast>> find(SeriesKey key) {
    return postgres
        .ask(NEWEST, key.warehouseId(), key.itemId())
        .map(rows -> rows.stream().findFirst().map(row -> read(key, row)));
  }

  private static Forecast read(SeriesKey key, Row row) {
    float[] mean = floats(row.getArrayOfFloats("mean"));
    float[] levels = floats(row.getArrayOfFloats("levels"));
    return new Forecast(
        key,
        (int) row.getLocalDate("origin").toEpochDay(),
        millis(row.getOffsetDateTime("as_of")),
        row.getLong("sequence"),
        millis(row.getOffsetDateTime("watermark")),
        millis(row.getOffsetDateTime("generated_at")),
        Tier.ofWireName(row.getString("tier")),
        Method.ofWireName(row.getString("method")),
        row.getString("model_version"),
        mean,
        levels,
        rows(row.getString("quantiles"), levels.length, mean.length));
  }

  private static long millis(OffsetDateTime time) {
    return time.toInstant().toEpochMilli();
  }

  private static float[] floats(Float[] boxed) {
    float[] values = new float[boxed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed[i];
    }
    return values;
  }

  /** PostgreSQL's text of an array: {@code {{1,2},{3,4}}}. */
  static float[][] rows(String text, int count, int length) {
    float[][] rows = new float[count][length];
    String[] numbers = text.replace("{", "").replace("}", "").split(",", -1);
    for (int i = 0; i < count * length; i++) {
      rows[i / length][i % length] = Float.parseFloat(numbers[i]);
    }
    return rows;
  }
}
