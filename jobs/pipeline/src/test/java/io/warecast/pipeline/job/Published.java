package io.warecast.pipeline.job;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.lake.ForecastFiles;
import io.warecast.pipeline.connector.lake.ForecastRow;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/**
 * What readers see of published runs, for equality before and after.
 *
 * @param runs rows of {@code forecast_run} that are or were published
 * @param rows their rows of {@code forecast}
 * @param redis current forecasts by key
 * @param files SHA-256 of the files of runs that have a manifest, by path
 */
record Published(
    List<String> runs, List<String> rows, Map<String, String> redis, Map<String, String> files) {

  /** A forecast day of a series. */
  record Day(float mean, float lower, float upper) {}

  static Published read(PostgresConfig postgres, Jedis redis, Path lake) {
    return new Published(
        rows(
            postgres,
            "SELECT forecast_run FROM forecast_run WHERE status IN ('published', 'superseded')"),
        rows(
            postgres,
            """
            SELECT forecast FROM forecast JOIN forecast_run USING (run_id)
             WHERE status IN ('published', 'superseded')"""),
        redis(redis),
        files(lake.resolve("forecasts")));
  }

  /** The current forecasts of PostgreSQL, by {@code warehouse,item,date}. */
  static Map<String, Day> inPostgres(PostgresConfig postgres) {
    return days(
        rows(
            postgres,
            """
            SELECT concat_ws(',', warehouse_id, item_id, target_date, mean, lower, upper)
              FROM current_forecast""")
            .stream());
  }

  /** Tier and model version of each series in PostgreSQL. */
  static Map<SeriesKey, String> tiersInPostgres(PostgresConfig postgres) {
    Map<SeriesKey, String> tiers = new java.util.HashMap<>();
    for (String row :
        rows(
            postgres,
            """
            SELECT DISTINCT concat_ws(',', warehouse_id, item_id, tier || ' ' || model_version)
              FROM current_forecast""")) {
      String[] cells = row.split(",", -1);
      tiers.put(new SeriesKey(cells[0], cells[1]), cells[2]);
    }
    return tiers;
  }

  static Map<String, Day> inRedis(Jedis redis) {
    Map<String, Day> days = new TreeMap<>();
    for (Forecast f : forecasts(redis)) {
      for (int step = 0; step < f.horizon(); step++) {
        days.put(
            key(f.key(), f.firstDay() + step),
            new Day(f.mean()[step], f.lower()[step], f.upper()[step]));
      }
    }
    return days;
  }

  static List<Forecast> forecasts(Jedis redis) {
    List<Forecast> forecasts = new ArrayList<>();
    for (String value : redis(redis).values()) {
      try {
        forecasts.add(ForecastCodec.decode(value));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return forecasts;
  }

  static Map<String, Day> inParquet(ForecastFiles files) {
    List<ForecastRow> rows = new ArrayList<>();
    files.read(rows::add);
    Map<String, Day> days = new TreeMap<>();
    for (ForecastRow row : rows) {
      Day before =
          days.put(key(row.key(), row.targetDay()), new Day(row.mean(), row.lower(), row.upper()));
      if (before != null) {
        throw new AssertionError("twice: " + row.key());
      }
    }
    return days;
  }

  static Map<String, Day> inCsvParts(ForecastFiles files) {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    try {
      files.copyCsv(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return days(csv.toString(StandardCharsets.UTF_8).lines().skip(1));
  }

  static Map<String, Day> inCsv(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return days(lines.skip(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The single column of a query, sorted. */
  static List<String> rows(PostgresConfig postgres, String sql) {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows.stream().sorted().toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Day> days(Stream<String> lines) {
    Map<String, Day> days = new TreeMap<>();
    lines.forEach(
        line -> {
          String[] cells = line.split(",", -1);
          Day day =
              new Day(
                  Float.parseFloat(cells[3]),
                  Float.parseFloat(cells[4]),
                  Float.parseFloat(cells[5]));
          if (days.put(cells[0] + "," + cells[1] + "," + cells[2], day) != null) {
            throw new AssertionError("twice: " + line);
          }
        });
    return days;
  }

  private static String key(SeriesKey key, int day) {
    return key.warehouseId() + "," + key.itemId() + "," + LocalDate.ofEpochDay(day);
  }

  private static Map<String, String> redis(Jedis redis) {
    Map<String, String> values = new TreeMap<>();
    redis.keys("forecast:*").forEach(key -> values.put(key, redis.get(key)));
    return values;
  }

  private static Map<String, String> files(Path forecasts) {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(forecasts)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path run = forecasts.resolve(forecasts.relativize(file).subpath(0, 2));
        if (Files.exists(run.resolve("manifest.json"))) {
          hashes.put(forecasts.relativize(file).toString(), sha256(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hashes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
