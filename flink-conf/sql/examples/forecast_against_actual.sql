-- How good would the forecasts of last month have been, warehouse by warehouse? The model in use may
-- have been trained on that month: `./warecast backtest` is the fair measure.
-- The items' own forecasts as of 28 days before the lake's last day, beside what came.
CREATE TEMPORARY VIEW past AS
SELECT p.warehouse_id, p.item_id, f.target_date, f.mean, f.`lower`, f.`upper`
FROM (
  SELECT s.warehouse_id, s.item_id, FORECAST(s.first_day, s.units, 28,
    FORECAST_OPTIONS(warehouse_id => s.warehouse_id, item_id => s.item_id, category => s.category,
      offers => s.offers, calendar => s.calendar, weather => s.weather,
      origin => CAST(TIMESTAMPADD(DAY, CARDINALITY(s.units) - 29, s.first_day) AS DATE))) AS forecast
  FROM series s WHERE s.item_id NOT LIKE '\_%' ESCAPE '\'
  GROUP BY s.warehouse_id, s.item_id) p
CROSS JOIN UNNEST(p.forecast) AS f (target_date, mean, `lower`, `upper`);

SELECT p.warehouse_id,
  CAST(SUM(d.units) AS DECIMAL(12, 1)) AS actual, CAST(SUM(p.mean) AS DECIMAL(12, 1)) AS forecast,
  CAST(WAPE(d.units, p.mean) AS DECIMAL(6, 4)) AS wape,
  CAST(COVERAGE(d.units, p.`lower`, p.`upper`) AS DECIMAL(6, 4)) AS coverage,
  CAST(PINBALL(0.975, d.units, p.`upper`) AS DECIMAL(8, 4)) AS pinball_975
FROM past p
JOIN demand_days d ON d.warehouse_id = p.warehouse_id AND d.item_id = p.item_id AND d.`day` = p.target_date
GROUP BY p.warehouse_id;
