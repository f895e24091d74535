package io.warecast.local.importing;

import io.warecast.domain.covariate.WeatherForecast;
import java.util.HashSet;
import java.util.Set;

/** {@code weather.csv} of the plain CSV form: the weather as it was forecast, issue by issue. */
final class CsvWeather {

  private static final float ABSOLUTE_ZERO = -273.15f;

  private record Issue(String warehouseId, int day, int issuedDay) {}

  private CsvWeather() {}

  /** Reads the file if there is one. */
  static void read(CsvFolder files, Set<String> warehouses, DataSetSink sink) {
    files
        .optionalTable("weather.csv", "warehouse_id", "date")
        .ifPresent(
            table -> {
              int warehouse = table.column("warehouse_id");
              int date = table.column("date");
              int issuedDate = table.column("issued_date");
              int temperature = table.column("temperature");
              int precipitation = table.column("precipitation");
              Set<Issue> seen = new HashSet<>();
              table.forEach(
                  row -> {
                    String id = row.required(warehouse);
                    if (!warehouses.contains(id)) {
                      throw row.refuse(warehouse, "a warehouse of demand.csv");
                    }
                    int day = row.day(date);
                    // What does not say when it was known is a measurement of its own day.
                    int issued = row.isEmpty(issuedDate) ? day : row.day(issuedDate);
                    WeatherForecast forecast =
                        new WeatherForecast(
                            id,
                            day,
                            issued,
                            row.numberOrUnknown(temperature, ABSOLUTE_ZERO),
                            row.numberOrUnknown(precipitation, 0));
                    if (!seen.add(new Issue(id, day, issued))) {
                      throw new RefusedRowException(
                          "this warehouse has a forecast of this day and issue already");
                    }
                    sink.weather(forecast);
                  });
            });
  }
}
