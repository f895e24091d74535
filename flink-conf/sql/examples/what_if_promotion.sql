-- What if every item of a category cost a fifth less, promoted, in the week after the lake's last day?
-- `known` is the forecast with the offers as they are, `supposed` the one with the promotion; both are
-- the items' own forecasts, which a promotion of some items moves and the alignment with a group hides.
CREATE TEMPORARY VIEW supposed AS
SELECT s.warehouse_id, s.item_id, s.first_day, s.units, s.options,
  FORECAST_OPTIONS(warehouse_id => s.warehouse_id, item_id => s.item_id, category => s.category,
    calendar => s.calendar, weather => s.weather,
    offers => SUPPOSE_OFFERS(s.offers,
      CAST(TIMESTAMPADD(DAY, CARDINALITY(s.units), s.first_day) AS DATE),
      CAST(TIMESTAMPADD(DAY, CARDINALITY(s.units) + 6, s.first_day) AS DATE),
      0.8 * s.offers[CARDINALITY(s.offers)].price, TRUE)) AS supposed_options
FROM series s
WHERE s.category = 'Bakery' AND CARDINALITY(s.offers) > 0;

SELECT k.warehouse_id, k.item_id, CAST(k.units AS DECIMAL(12, 1)) AS known,
  CAST(p.units AS DECIMAL(12, 1)) AS supposed,
  CAST(p.units - k.units AS DECIMAL(12, 1)) AS more
FROM (
  SELECT s.warehouse_id, s.item_id, SUM(f.mean) AS units
  FROM (SELECT warehouse_id, item_id, FORECAST(first_day, units, 7, options) AS forecast
        FROM supposed GROUP BY warehouse_id, item_id) s
  CROSS JOIN UNNEST(s.forecast) AS f (target_date, mean, `lower`, `upper`)
  GROUP BY s.warehouse_id, s.item_id) k
JOIN (
  SELECT s.warehouse_id, s.item_id, SUM(f.mean) AS units
  FROM (SELECT warehouse_id, item_id, FORECAST(first_day, units, 7, supposed_options) AS forecast
        FROM supposed GROUP BY warehouse_id, item_id) s
  CROSS JOIN UNNEST(s.forecast) AS f (target_date, mean, `lower`, `upper`)
  GROUP BY s.warehouse_id, s.item_id) p
ON p.warehouse_id = k.warehouse_id AND p.item_id = k.item_id;
