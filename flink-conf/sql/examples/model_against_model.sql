-- Model A, the one in use, against model B, the one that was trained last (an alias or a version of
-- ./warecast models will do), and against the seasonal baseline: last month, item by item.
CREATE TEMPORARY VIEW tested AS
SELECT s.warehouse_id, s.item_id, s.first_day, s.units,
  FORECAST_OPTIONS(warehouse_id => s.warehouse_id, item_id => s.item_id, category => s.category,
    offers => s.offers, calendar => s.calendar, weather => s.weather, model_version => 'latest',
    origin => CAST(TIMESTAMPADD(DAY, CARDINALITY(s.units) - 29, s.first_day) AS DATE)) AS a,
  FORECAST_OPTIONS(warehouse_id => s.warehouse_id, item_id => s.item_id, category => s.category,
    offers => s.offers, calendar => s.calendar, weather => s.weather, model_version => 'candidate',
    origin => CAST(TIMESTAMPADD(DAY, CARDINALITY(s.units) - 29, s.first_day) AS DATE)) AS b
FROM series s WHERE s.item_id NOT LIKE '\_%' ESCAPE '\';

CREATE TEMPORARY VIEW forecasts AS
SELECT t.warehouse_id, t.item_id, 'a' AS model, f.target_date, f.mean
FROM (SELECT warehouse_id, item_id, FORECAST(first_day, units, 28, a) AS forecast FROM tested GROUP BY warehouse_id, item_id) t
CROSS JOIN UNNEST(t.forecast) AS f (target_date, mean, `lower`, `upper`)
UNION ALL
SELECT t.warehouse_id, t.item_id, 'b', f.target_date, f.mean
FROM (SELECT warehouse_id, item_id, FORECAST(first_day, units, 28, b) AS forecast FROM tested GROUP BY warehouse_id, item_id) t
CROSS JOIN UNNEST(t.forecast) AS f (target_date, mean, `lower`, `upper`)
UNION ALL
SELECT t.warehouse_id, t.item_id, 'baseline', f.target_date, f.mean
FROM (SELECT warehouse_id, item_id, SEASONAL_BASELINE(first_day, units, 28, a) AS forecast FROM tested GROUP BY warehouse_id, item_id) t
CROSS JOIN UNNEST(t.forecast) AS f (target_date, mean, `lower`, `upper`);

SELECT f.model, COUNT(DISTINCT (f.warehouse_id, f.item_id)) AS items,
  CAST(WAPE(d.units, f.mean) AS DECIMAL(6, 4)) AS wape
FROM forecasts f
JOIN demand_days d ON d.warehouse_id = f.warehouse_id AND d.item_id = f.item_id AND d.`day` = f.target_date
GROUP BY f.model;
