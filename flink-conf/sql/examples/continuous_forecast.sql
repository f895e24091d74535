-- A continuous query: the forecast of an item's next day, anew after each day of its history in the
-- lake and then, as orders come, after each day (UTC) that closes. It runs until it is cancelled.
SET 'execution.runtime-mode' = 'streaming';

-- Inner joins, of tables that only add rows: FORECAST_STREAM takes no updates. Without the restriction
-- to one item it is the same for all.
CREATE TEMPORARY VIEW days AS
SELECT d.warehouse_id, d.item_id, d.`day`, d.units,
  FORECAST_OPTIONS(warehouse_id => d.warehouse_id, item_id => d.item_id, category => i.category,
    offers => o.offers, calendar => w.calendar) AS options
FROM (
  SELECT warehouse_id, item_id, `day`, units FROM demand_days
  UNION ALL
  SELECT warehouse_id, item_id, CAST(window_start AS DATE), CAST(SUM(quantity) AS FLOAT)
  FROM TABLE(TUMBLE(TABLE kafka.orders, DESCRIPTOR(arrived_at), INTERVAL '1' DAY))
  GROUP BY warehouse_id, item_id, window_start, window_end) d
JOIN lake.warehouses w ON w.warehouse_id = d.warehouse_id
JOIN lake.items i ON i.item_id = d.item_id
JOIN lake.offers o ON o.warehouse_id = d.warehouse_id AND o.item_id = d.item_id
WHERE d.warehouse_id = 'hamburg' AND d.item_id = 'bakery-001';

SELECT warehouse_id, item_id, origin, target_date, mean, `lower`, `upper`
FROM FORECAST_STREAM(input => TABLE days PARTITION BY (warehouse_id, item_id), horizon => 1);
