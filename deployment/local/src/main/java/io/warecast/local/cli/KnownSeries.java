package io.warecast.local.cli;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Says which series have a forecast, when the one asked for has none. */
final class KnownSeries {

  private static final int SHOWN = 12;

  private KnownSeries() {}

  /** The forecast of some item, to be shown as an example. */
  static Optional<Forecast> anyForecast(Jedis jedis) {
    String any = RedisKeys.forecast(SeriesKey.total("*"));
    for (String warehouse :
        find(jedis, any, any.indexOf('*'), any.length() - any.indexOf('*') - 1)) {
      String items = RedisKeys.forecast(new SeriesKey(warehouse, "*"));
      for (String item : find(jedis, items, items.length() - 1, 0)) {
        SeriesKey key = new SeriesKey(warehouse, item);
        String text = key.isGroup() ? null : jedis.get(RedisKeys.forecast(key));
        if (text != null) {
          return decode(text);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Forecast> decode(String text) {
    try {
      return Optional.of(ForecastCodec.decode(text));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static String hint(Jedis jedis, SeriesKey missing) {
    String any = RedisKeys.forecast(SeriesKey.total("*"));
    List<String> warehouses =
        find(jedis, any, any.indexOf('*'), any.length() - any.indexOf('*') - 1);
    if (warehouses.isEmpty()) {
      return "There are no forecasts in this folder yet. 'warecast up' makes sample data and forecasts; 'warecast daily' makes them from your own data.";
    }
    if (!warehouses.contains(missing.warehouseId())) {
      return "There is no warehouse '%s' with a forecast. There are: %s."
          .formatted(missing.warehouseId(), shown(warehouses));
    }
    String items = RedisKeys.forecast(new SeriesKey(missing.warehouseId(), "*"));
    return "There is no forecast of item '%s' in warehouse '%s'. There are forecasts of: %s."
        .formatted(
            missing.itemId(),
            missing.warehouseId(),
            shown(find(jedis, items, items.length() - 1, 0)));
  }

  /** What stands for the star in the keys that match, sorted. */
  private static List<String> find(Jedis jedis, String pattern, int before, int after) {
    ScanParams params = new ScanParams().match(pattern).count(10_000);
    TreeSet<String> found = new TreeSet<>();
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> page = jedis.scan(cursor, params);
      for (String key : page.getResult()) {
        found.add(key.substring(before, key.length() - after));
      }
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return List.copyOf(found);
  }

  private static String shown(List<String> ids) {
    String some = String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())));
    return ids.size() > SHOWN ? "%s and %,d more".formatted(some, ids.size() - SHOWN) : some;
  }
}
