package io.warecast.gateway.catalogue;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Warehouses and series that have forecasts, kept for half a minute, and for longer while
 * PostgreSQL is away. Shared by all event loops.
 */
public final class Catalogue {

  private static final long FRESH_NANOS = 30_000_000_000L;

  // each hops from one id to the next by the index of series, whatever number of rows each has
  private static final String WAREHOUSES =
      """
      WITH RECURSIVE w (id) AS (
        (SELECT warehouse_id FROM forecast ORDER BY warehouse_id LIMIT 1)
        UNION ALL
        SELECT (SELECT f.warehouse_id FROM forecast f WHERE f.warehouse_id > w.id
                 ORDER BY f.warehouse_id LIMIT 1)
          FROM w WHERE w.id IS NOT NULL)
      SELECT w.id, coalesce(k.region, '') AS region, coalesce(k.time_zone, '') AS time_zone
        FROM w LEFT JOIN warehouse k ON k.warehouse_id = w.id WHERE w.id IS NOT NULL""";

  private static final String SERIES =
      """
      WITH RECURSIVE s (id) AS (
        (SELECT item_id FROM forecast WHERE warehouse_id = $1 ORDER BY item_id LIMIT 1)
        UNION ALL
        SELECT (SELECT f.item_id FROM forecast f WHERE f.warehouse_id = $1 AND f.item_id > s.id
                 ORDER BY f.item_id LIMIT 1)
          FROM s WHERE s.id IS NOT NULL)
      SELECT s.id, coalesce(i.category, '') AS category, coalesce(i.department, '') AS department
        FROM s LEFT JOIN item i ON i.item_id = s.id WHERE s.id IS NOT NULL""";

  private final Postgres postgres;
  private final ConcurrentHashMap<String, Kept<SeriesEntry>> series = new ConcurrentHashMap<>();
  private volatile Kept<WarehouseEntry> warehouses = Kept.nothing();

  private record Kept<T>(List<T> entries, long since, boolean isKnown) {

    static <T> Kept<T> nothing() {
      return new Kept<>(List.of(), 0, false);
    }

    static <T> Kept<T> of(List<T> entries) {
      return new Kept<>(entries, System.nanoTime(), true);
    }

    boolean isFresh() {
      return isKnown && System.nanoTime() - since < FRESH_NANOS;
    }
  }

  public Catalogue(Postgres postgres) {
    this.postgres = postgres;
  }

  /** By id. */
  Future<List<WarehouseEntry>> warehouses() {
    Kept<WarehouseEntry> kept = warehouses;
    if (kept.isFresh()) {
      return Future.succeededFuture(kept.entries());
    }
    return postgres
        .ask(WAREHOUSES)
        .map(
            rows -> {
              List<WarehouseEntry> read = new ArrayList<>();
              for (Row row : rows) {
                read.add(
                    new WarehouseEntry(
                        row.getString("id"), row.getString("region"), row.getString("time_zone")));
              }
              read.sort(Comparator.comparing(WarehouseEntry::warehouseId));
              warehouses = Kept.of(List.copyOf(read));
              return warehouses.entries();
            })
        .recover(e -> orKept(kept, e));
  }

  /** Series of a warehouse by item id; fails with a 404 problem when it has none. */
  Future<List<SeriesEntry>> series(String warehouseId) {
    Kept<SeriesEntry> kept = series.getOrDefault(warehouseId, Kept.nothing());
    if (kept.isFresh()) {
      return Future.succeededFuture(kept.entries());
    }
    return postgres
        .ask(SERIES, warehouseId)
        .map(rows -> keep(warehouseId, rows))
        .recover(e -> orKept(kept, e));
  }

  private List<SeriesEntry> keep(String warehouseId, List<Row> rows) {
    if (rows.isEmpty()) {
      throw Problem.of(
              ProblemKind.UNKNOWN_WAREHOUSE,
              "No forecast is stored for warehouse '%s'; see /api/v1/warehouses."
                  .formatted(warehouseId))
          .toException();
    }
    List<SeriesEntry> read = new ArrayList<>(rows.size());
    for (Row row : rows) {
      SeriesKey key = new SeriesKey(warehouseId, row.getString("id"));
      String category = key.isGroup() ? key.categoryName() : row.getString("category");
      read.add(new SeriesEntry(key, category, row.getString("department")));
    }
    read.sort(Comparator.comparing((SeriesEntry entry) -> entry.key().itemId()));
    List<SeriesEntry> entries = List.copyOf(read);
    series.put(warehouseId, Kept.of(entries));
    return entries;
  }

  private static <T> Future<List<T>> orKept(Kept<T> kept, Throwable cause) {
    return kept.isKnown() ? Future.succeededFuture(kept.entries()) : Future.failedFuture(cause);
  }
}
