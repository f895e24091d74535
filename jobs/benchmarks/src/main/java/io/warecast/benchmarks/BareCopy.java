package io.warecast.benchmarks;

import io.warecast.domain.forecast.Forecast;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * The fastest way into the table of forecasts: COPY of text that was made beforehand, over several
 * connections at once.
 */
record BareCopy(PostgresConfig postgres, int connections) {

  private static final String COPY =
      """
      COPY forecast (run_id, sequence, origin, warehouse_id, item_id, as_of, watermark,
        generated_at, tier, model_version, first_date, mean, levels, quantiles,
        method) FROM STDIN""";

  /** Seconds to copy forecasts under a run's id, the making of their text not counted. */
  double seconds(List<Forecast> forecasts, String runId) {
    List<byte[]> shares =
        IntStream.range(0, connections).mapToObj(i -> text(forecasts, runId, i)).toList();
    Stopwatch watch = new Stopwatch();
    shares.parallelStream().forEach(this::copy);
    return watch.seconds();
  }

  /** Removes what benchmarks have written, and the space that it took. */
  void clear() {
    try (Connection connection = postgres.connect();
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE forecast");
    } catch (SQLException e) {
      throw postgres.failure("clearing the table forecast", e);
    }
  }

  /** Makes sure that the table holds just what was to be written. */
  void requireRows(int expected) {
    try (Connection connection = postgres.connect();
        var statement = connection.createStatement();
        var count = statement.executeQuery("SELECT count(*) FROM forecast")) {
      if (!count.next() || count.getInt(1) != expected) {
        throw new IllegalStateException("the table does not hold " + expected + " rows");
      }
    } catch (SQLException e) {
      throw postgres.failure("counting forecasts", e);
    }
  }

  private void copy(byte[] text) {
    try (Connection connection = postgres.connect()) {
      new CopyManager(connection.unwrap(BaseConnection.class))
          .copyIn(COPY, new ByteArrayInputStream(text));
    } catch (SQLException e) {
      throw postgres.failure("copying forecasts", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] text(List<Forecast> forecasts, String runId, int share) {
    StringBuilder text = new StringBuilder();
    for (int i = share; i < forecasts.size(); i += connections) {
      text.append(line(forecasts.get(i), runId)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String line(Forecast forecast, String runId) {
    return String.join(
        "\t",
        runId,
        Long.toString(forecast.sequence()),
        LocalDate.ofEpochDay(forecast.originDay()).toString(),
        forecast.key().warehouseId(),
        forecast.key().itemId(),
        Instant.ofEpochMilli(forecast.asOf()).toString(),
        Instant.ofEpochMilli(forecast.watermark()).toString(),
        Instant.ofEpochMilli(forecast.generatedAt()).toString(),
        forecast.tier().name().toLowerCase(Locale.ROOT),
        forecast.modelVersion(),
        LocalDate.ofEpochDay(forecast.firstDay()).toString(),
        array(forecast.mean()),
        array(forecast.levels()),
        Arrays.stream(forecast.quantiles())
            .map(BareCopy::array)
            .collect(Collectors.joining(",", "{", "}")),
        forecast.method().wireName());
  }

  private static String array(float[] values) {
    return Arrays.toString(values).replace('[', '{').replace(']', '}').replace(" ", "");
  }
}
