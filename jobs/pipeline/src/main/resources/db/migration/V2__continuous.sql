-- What the continuous job writes. Rows are only ever replaced by newer ones, so that writing again
-- what was written before changes nothing.

CREATE TABLE daily_demand (
  warehouse_id text        NOT NULL,
  item_id      text        NOT NULL,
  day          date        NOT NULL,
  units        real        NOT NULL CHECK (units >= 0),
  revision     bigint      NOT NULL,
  updated_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (warehouse_id, item_id, day)
);
CREATE INDEX daily_demand_by_day ON daily_demand (day);
COMMENT ON TABLE daily_demand IS 'Closed demand days as the continuous job has counted them, corrections by late orders included.';
COMMENT ON COLUMN daily_demand.item_id IS 'An item, or a group series of the warehouse: _total, _category:NAME.';
COMMENT ON COLUMN daily_demand.day IS 'Local day of the warehouse.';
COMMENT ON COLUMN daily_demand.units IS 'Units ordered less units cancelled and returned, never below 0.';
COMMENT ON COLUMN daily_demand.revision IS 'Grows with every correction of the series; a lower one never replaces a higher one.';

CREATE TABLE feature_snapshot (
  warehouse_id text        NOT NULL,
  item_id      text        NOT NULL,
  origin       date        NOT NULL,
  as_of        timestamptz NOT NULL,
  sequence     bigint      NOT NULL,
  schema_hash  text        NOT NULL,
  features     real[]      NOT NULL,
  PRIMARY KEY (warehouse_id, item_id, origin)
) PARTITION BY RANGE (origin);
COMMENT ON TABLE feature_snapshot IS 'The feature vector of each series at the close of each day, for step 1. Partitioned by month of origin: dropping a partition forgets a month.';
COMMENT ON COLUMN feature_snapshot.origin IS 'Last day whose orders the features know.';
COMMENT ON COLUMN feature_snapshot.as_of IS 'The origin as an instant: what was known at a time is the newest row whose as_of is not after it.';
COMMENT ON COLUMN feature_snapshot.sequence IS 'Orders vectors of the same as_of.';
COMMENT ON COLUMN feature_snapshot.schema_hash IS 'SHA-256 of the names and types of the columns; a model has the same one or cannot use them.';
COMMENT ON COLUMN feature_snapshot.features IS 'One value a column, NaN where unknown.';

COMMENT ON TABLE forecast_run IS 'One row for each execution of a batch job that makes forecasts, and one for each origin of the continuous job. Only published runs count: at most one for each kind and origin.';
COMMENT ON COLUMN forecast_run.run_id IS 'Unique; those of batch runs sort by begin, those of the continuous job are continuous-ORIGIN.';
COMMENT ON COLUMN forecast_run.kind IS 'What the run makes: daily, or continuous (the same forecasts, made by the continuous job as each warehouse closes the day).';
COMMENT ON COLUMN forecast_run.status IS 'running, staged (written and audited), published, superseded (by a later run of the origin), failed (see message). A continuous run is published from its first forecast on.';
COMMENT ON COLUMN forecast_run.model_version IS 'Version of the model that was asked for, of a continuous run that of its first forecast; single forecasts may come from another version or the seasonal tier.';
COMMENT ON COLUMN forecast_run.lake_snapshot IS 'State of the lake that the run read, or that the continuous job started from.';
COMMENT ON COLUMN forecast_run.series_count IS 'Staged series, counted by the audit; null for continuous runs, which fill up.';
COMMENT ON COLUMN forecast.sequence IS 'Of forecasts of the same run, series and as_of the higher replaces the lower.';
