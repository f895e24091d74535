-- What will each region sell on the day after the lake's last day, by category?
SELECT w.region, i.category,
  CAST(SUM(f.mean) AS DECIMAL(12, 1)) AS units, COUNT(*) AS items
FROM aligned_forecast f
JOIN (SELECT warehouse_id, item_id, MIN(target_date) AS tomorrow
      FROM aligned_forecast GROUP BY warehouse_id, item_id) t
  ON t.warehouse_id = f.warehouse_id AND t.item_id = f.item_id AND t.tomorrow = f.target_date
JOIN lake.warehouses w ON w.warehouse_id = f.warehouse_id
JOIN lake.items i ON i.item_id = f.item_id
GROUP BY w.region, i.category;
