package io.warecast.benchmarks;

import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The series that {@code bench serve} asks for, numbered from 0 in twelve digits, as
 * redis-benchmark numbers its keys.
 */
public record ServeSeries(int count) {

  private static final String WAREHOUSE = "bench";
  private static final String ITEM = "item-";

  /** What redis-benchmark replaces by a random number below the count. */
  private static final String RANDOM = "__rand_int__";

  public List<SeriesKey> keys() {
    return IntStream.range(0, count)
        .mapToObj(i -> new SeriesKey(WAREHOUSE, ITEM + "%012d".formatted(i)))
        .toList();
  }

  /** The key in Redis of one of them at random. */
  String randomKey() {
    return RedisKeys.forecast(new SeriesKey(WAREHOUSE, ITEM + RANDOM));
  }

  /** A GET of each in the protocol of Redis. */
  List<byte[]> gets() {
    return keys().stream().map(ServeSeries::get).toList();
  }

  /** A predict request for each, in HTTP. */
  List<byte[]> predicts(String token) {
    return keys().stream().map(key -> predict(key, token)).toList();
  }

  private static byte[] predict(SeriesKey key, String token) {
    String body =
        "{\"warehouse_id\":\"%s\",\"item_id\":\"%s\"}".formatted(key.warehouseId(), key.itemId());
    String head =
        "POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(token, body.length());
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] get(SeriesKey key) {
    String name = RedisKeys.forecast(key);
    return "*2\r\n$3\r\nGET\r\n$%d\r\n%s\r\n"
        .formatted(name.length(), name)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
