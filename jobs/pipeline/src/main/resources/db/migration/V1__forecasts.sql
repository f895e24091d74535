-- Runs, models and forecasts. Made to be read with psql: \d+ shows the comments.

CREATE TABLE model_version (
  name          text        NOT NULL,
  version       text        NOT NULL,
  manifest      jsonb       NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (name, version)
);
COMMENT ON TABLE model_version IS 'Model versions that a run has used or a training job has registered; the files themselves lie in the lake under models/{name}/{version}/.';
COMMENT ON COLUMN model_version.name IS 'Name of the model in the registry.';
COMMENT ON COLUMN model_version.version IS 'Immutable version, as in forecast_run.model_version.';
COMMENT ON COLUMN model_version.manifest IS 'The manifest as it stood at registration: objective, quantiles, feature schema, training window, metrics, SHA-256.';

CREATE TABLE forecast_run (
  run_id        text        PRIMARY KEY,
  sequence      bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind          text        NOT NULL,
  origin        date        NOT NULL,
  horizon       integer     NOT NULL CHECK (horizon > 0),
  status        text        NOT NULL DEFAULT 'running'
                CHECK (status IN ('running', 'staged', 'published', 'superseded', 'failed')),
  model_version text        NOT NULL,
  lake_snapshot text        NOT NULL,
  series_count  bigint,
  started_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at   timestamptz,
  published_at  timestamptz,
  audit         jsonb,
  message       text
);
CREATE UNIQUE INDEX forecast_run_one_published ON forecast_run (kind, origin) WHERE status = 'published';
CREATE INDEX forecast_run_by_origin ON forecast_run (kind, origin DESC, sequence DESC);
CREATE INDEX forecast_run_unfinished ON forecast_run (kind) WHERE status IN ('running', 'staged');
COMMENT ON TABLE forecast_run IS 'One row for each execution of a batch job that makes forecasts. Only published runs count: at most one for each kind and origin.';
COMMENT ON COLUMN forecast_run.run_id IS 'Unique; sorts by begin.';
COMMENT ON COLUMN forecast_run.sequence IS 'Grows from run to run; of two runs of an origin the higher replaces the lower, in Redis too.';
COMMENT ON COLUMN forecast_run.kind IS 'What the run makes: daily.';
COMMENT ON COLUMN forecast_run.origin IS 'Last day whose orders the run may know; step 1 is the day after.';
COMMENT ON COLUMN forecast_run.horizon IS 'Steps (days) of each forecast.';
COMMENT ON COLUMN forecast_run.status IS 'running, staged (written and audited), published, superseded (by a later run of the origin), failed (see message).';
COMMENT ON COLUMN forecast_run.model_version IS 'Version of the model that was asked for; single forecasts may come from the seasonal tier.';
COMMENT ON COLUMN forecast_run.lake_snapshot IS 'State of the lake that the run read.';
COMMENT ON COLUMN forecast_run.series_count IS 'Staged series, counted by the audit.';
COMMENT ON COLUMN forecast_run.finished_at IS 'When the run was audited, or failed.';
COMMENT ON COLUMN forecast_run.audit IS 'The checks before publication: {"checks": [{name, passed, value, limit, detail}]}.';
COMMENT ON COLUMN forecast_run.message IS 'Why the run failed.';

-- No foreign key to forecast_run: it would cost a look-up for each of some 100,000 rows a run, and
-- rows are only ever written and deleted by the run that owns them, or by the one that replaces it.
CREATE TABLE forecast (
  run_id        text        NOT NULL,
  sequence      bigint      NOT NULL,
  origin        date        NOT NULL,
  warehouse_id  text        NOT NULL,
  item_id       text        NOT NULL,
  as_of         timestamptz NOT NULL,
  watermark     timestamptz NOT NULL,
  generated_at  timestamptz NOT NULL,
  tier          text        NOT NULL,
  model_version text        NOT NULL,
  first_date    date        NOT NULL,
  mean          real[]      NOT NULL,
  levels        real[]      NOT NULL,
  quantiles     real[][]    NOT NULL,
  PRIMARY KEY (run_id, warehouse_id, item_id, origin)
) PARTITION BY RANGE (origin);
CREATE INDEX forecast_by_series ON forecast (warehouse_id, item_id, origin DESC);
COMMENT ON TABLE forecast IS 'One row for each run and series, the horizon as arrays; of unfinished runs too. Partitioned by month of origin: dropping a partition forgets a month. People read forecast_daily and current_forecast.';
COMMENT ON COLUMN forecast.origin IS 'Last day whose orders the forecast may know.';
COMMENT ON COLUMN forecast.item_id IS 'An item, or a group series of the warehouse: _total, _category:NAME.';
COMMENT ON COLUMN forecast.as_of IS 'The origin as an instant: the end of that day in the time zone of the warehouse.';
COMMENT ON COLUMN forecast.watermark IS 'Instant up to which the data was complete.';
COMMENT ON COLUMN forecast.tier IS 'What made the forecast: model, or seasonal for series without a usable model or history.';
COMMENT ON COLUMN forecast.first_date IS 'Day of step 1.';
COMMENT ON COLUMN forecast.mean IS 'Expected units, one a step.';
COMMENT ON COLUMN forecast.levels IS 'Quantile levels, ascending, in (0, 1).';
COMMENT ON COLUMN forecast.quantiles IS 'Units, quantiles[level][step]; ascending in level, never negative.';

CREATE VIEW forecast_daily AS
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
       f.model_version
  FROM forecast f
 CROSS JOIN LATERAL unnest(f.mean) WITH ORDINALITY AS d (mean, step);
COMMENT ON VIEW forecast_daily IS 'Forecasts with one row for each day; also those of runs that are not published (join forecast_run for the status).';
COMMENT ON COLUMN forecast_daily.step IS '1 is the day after the origin.';
COMMENT ON COLUMN forecast_daily.lower IS 'Lowest quantile.';
COMMENT ON COLUMN forecast_daily.upper IS 'Highest quantile.';

-- DISTINCT ON by the columns that people filter on, so that a filter on warehouse_id and item_id
-- reaches the index of the series before any row is read.
CREATE VIEW current_forecast AS
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
       c.model_version
  FROM (SELECT DISTINCT ON (r.kind, f.warehouse_id, f.item_id) r.kind, f.*
          FROM forecast f
          JOIN forecast_run r ON r.run_id = f.run_id
         WHERE r.status = 'published'
         ORDER BY r.kind, f.warehouse_id, f.item_id, f.origin DESC) c
 CROSS JOIN LATERAL unnest(c.mean) WITH ORDINALITY AS d (mean, step);
COMMENT ON VIEW current_forecast IS 'What counts now: of each kind and series the forecast of the newest published origin, one row for each day.';
