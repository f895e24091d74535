-- Which forecaster made a forecast. The constant default spares the rewrite of a large table; the
-- few rows of the seasonal tier are the only ones that it does not fit.

ALTER TABLE forecast ADD COLUMN method text NOT NULL DEFAULT 'xgboost';
UPDATE forecast SET method = 'seasonal' WHERE tier = 'seasonal';
ALTER TABLE forecast ALTER COLUMN method DROP DEFAULT;
COMMENT ON COLUMN forecast.method IS 'Which forecaster made the forecast: xgboost, group (of group series), seasonal (fallback), or a baseline that does better for series of this kind: last-week, weekday-mean, smoothing, croston-tsb.';

CREATE OR REPLACE VIEW forecast_daily AS
SELECT f.run_id,
       f.origin,
       f.warehouse_id,
       f.item_id,
       f.first_date + (d.step - 1)::integer              AS target_date,
       d.step::integer                                   AS step,
       d.mean,
       f.quantiles[1][d.step]                            AS lower,
       f.quantiles[array_length(f.quantiles, 1)][d.step] AS upper,
       f.tier,
       f.model_version,
       f.method
  FROM forecast f
 CROSS JOIN LATERAL unnest(f.mean) WITH ORDINALITY AS d (mean, step);
COMMENT ON COLUMN forecast_daily.method IS 'Which forecaster made it.';

CREATE OR REPLACE VIEW current_forecast AS
SELECT c.kind,
       c.run_id,
       c.origin,
       c.warehouse_id,
       c.item_id,
       c.first_date + (d.step - 1)::integer              AS target_date,
       d.step::integer                                   AS step,
       d.mean,
       c.quantiles[1][d.step]                            AS lower,
       c.quantiles[array_length(c.quantiles, 1)][d.step] AS upper,
       c.tier,
       c.model_version,
       c.method
  FROM (SELECT DISTINCT ON (r.kind, f.warehouse_id, f.item_id) r.kind, f.*
          FROM forecast f
          JOIN forecast_run r ON r.run_id = f.run_id
         WHERE r.status = 'published'
         ORDER BY r.kind, f.warehouse_id, f.item_id, f.origin DESC) c
 CROSS JOIN LATERAL unnest(c.mean) WITH ORDINALITY AS d (mean, step);
COMMENT ON COLUMN current_forecast.method IS 'Which forecaster made it.';
