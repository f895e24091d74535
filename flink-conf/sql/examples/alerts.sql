-- A continuous query: whenever an item's orders of a day (UTC), hour by hour, go beyond what was
-- forecast for the whole day, a row comes. It runs until it is cancelled.
SET 'execution.runtime-mode' = 'streaming';

SELECT o.warehouse_id, o.item_id, o.window_end AS until, o.units, f.mean, f.`upper`,
  DEMAND_ANOMALY(o.units, f.mean, f.`lower`, f.`upper`) AS anomaly
FROM (
  SELECT warehouse_id, item_id, CAST(window_start AS DATE) AS `day`, window_end, SUM(quantity) AS units
  FROM TABLE(CUMULATE(TABLE kafka.orders, DESCRIPTOR(arrived_at), INTERVAL '1' HOUR, INTERVAL '1' DAY))
  GROUP BY warehouse_id, item_id, window_start, window_end) o
JOIN postgres.current_forecast f
  ON f.kind = 'daily' AND f.warehouse_id = o.warehouse_id AND f.item_id = o.item_id AND f.target_date = o.`day`
WHERE o.units > f.`upper`;
