-- What was demanded before the continuous job took over: the last days of the lake, one row a series.
-- Rows of days would be some twelve million for the 30,000 series and 400 days of a retailer.

CREATE TABLE demand_history (
  warehouse_id  text        NOT NULL,
  item_id       text        NOT NULL,
  first_day     date        NOT NULL,
  units         real[]      NOT NULL,
  lake_snapshot text        NOT NULL,
  loaded_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (warehouse_id, item_id)
);
COMMENT ON TABLE demand_history IS 'The last days of demand that the lake holds, replaced as a whole by the first run or start of the continuous job after an import. People read demand_day.';
COMMENT ON COLUMN demand_history.item_id IS 'An item, or a group series of the warehouse: _total, _category:NAME.';
COMMENT ON COLUMN demand_history.first_day IS 'Local day of the warehouse that units[1] is of.';
COMMENT ON COLUMN demand_history.units IS 'Units a day; NaN where demand is unknown.';
COMMENT ON COLUMN demand_history.lake_snapshot IS 'State of the lake that it was read from; the same in all rows.';

CREATE VIEW demand_day AS
SELECT d.warehouse_id, d.item_id, d.day, d.units, d.updated_at
  FROM daily_demand d
 UNION ALL
SELECT h.warehouse_id, h.item_id, h.first_day + (u.number - 1)::integer, u.units, h.loaded_at
  FROM demand_history h
 CROSS JOIN LATERAL unnest(h.units) WITH ORDINALITY AS u (units, number)
 WHERE u.units <> 'NaN'
   AND NOT EXISTS (SELECT FROM daily_demand d
                    WHERE d.warehouse_id = h.warehouse_id AND d.item_id = h.item_id
                      AND d.day = h.first_day + (u.number - 1)::integer);
COMMENT ON VIEW demand_day IS 'What was demanded, one row a series and day: as the continuous job has counted it, and before that as the lake has it. Filter by series.';
COMMENT ON COLUMN demand_day.day IS 'Local day of the warehouse.';
COMMENT ON COLUMN demand_day.updated_at IS 'When the job counted it, or when it was read from the lake.';

CREATE OR REPLACE VIEW shadow_accuracy AS
SELECT s.origin, s.warehouse_id, s.item_id, s.model_version AS shadow_version,
       f.model_version AS champion_version, d.day AS target_date, (d.day - s.origin) AS step,
       d.units, s.mean[d.day - s.origin] AS shadow_mean, f.mean[d.day - s.origin] AS champion_mean
  FROM shadow_forecast s
  JOIN forecast f
    ON f.origin = s.origin AND f.warehouse_id = s.warehouse_id AND f.item_id = s.item_id
   AND f.run_id = 'continuous-' || s.origin
  JOIN demand_day d
    ON d.warehouse_id = s.warehouse_id AND d.item_id = s.item_id
   AND d.day > s.origin AND d.day <= s.origin + array_length(s.mean, 1);

COMMENT ON TABLE daily_demand IS 'Closed demand days as the continuous job has counted them on top of the lake, corrections by late orders included. Days that a newer lake holds are removed; demand_day has both.';
COMMENT ON TABLE warehouse IS 'Warehouses of the lake that was read last. Those that are gone stay: their forecasts do, too.';
COMMENT ON TABLE item IS 'Items of the lake that was read last, and those that a run found in orders alone, without category and department. Those that are gone stay.';
