-- The life of a model version: what the gate decided, and what a shadow forecast beside the champion.

ALTER TABLE model_version
  ADD COLUMN outcome    text CHECK (outcome IN ('promoted', 'refused', 'forced')),
  ADD COLUMN champion   text,
  ADD COLUMN decided_at timestamptz,
  ADD COLUMN promotion  jsonb;
COMMENT ON COLUMN model_version.outcome IS 'What the promotion gate made of the version: promoted, refused, or forced by a person; null when it was never before the gate.';
COMMENT ON COLUMN model_version.champion IS 'The version in use that it was held against; empty when there was none.';
COMMENT ON COLUMN model_version.promotion IS 'The whole decision, as promotion.json has it: {outcome, reasons[], segments[{kind, segment, units, rows, candidate{}, champion{}, p_value}]}; p_value is "NaN" when no test was made.';

CREATE TABLE shadow_forecast (
  origin        date        NOT NULL,
  warehouse_id  text        NOT NULL,
  item_id       text        NOT NULL,
  model_version text        NOT NULL,
  sequence      bigint      NOT NULL,
  as_of         timestamptz NOT NULL,
  generated_at  timestamptz NOT NULL,
  first_date    date        NOT NULL,
  mean          real[]      NOT NULL,
  levels        real[]      NOT NULL,
  quantiles     real[][]    NOT NULL,
  PRIMARY KEY (origin, warehouse_id, item_id, model_version)
);
COMMENT ON TABLE shadow_forecast IS 'What the version with the alias shadow forecast at closes of days beside the one in use; served to nobody. Before the alignment with group forecasts.';
COMMENT ON COLUMN shadow_forecast.model_version IS 'The version that was the shadow.';
COMMENT ON COLUMN shadow_forecast.sequence IS 'Of the same origin, series and version the higher replaces the lower.';
COMMENT ON COLUMN shadow_forecast.first_date IS 'Day of step 1.';
COMMENT ON COLUMN shadow_forecast.mean IS 'Expected units, one a step.';

CREATE VIEW shadow_accuracy AS
SELECT s.origin, s.warehouse_id, s.item_id, s.model_version AS shadow_version,
       f.model_version AS champion_version, d.day AS target_date, (d.day - s.origin) AS step,
       d.units, s.mean[d.day - s.origin] AS shadow_mean, f.mean[d.day - s.origin] AS champion_mean
  FROM shadow_forecast s
  JOIN forecast f
    ON f.origin = s.origin AND f.warehouse_id = s.warehouse_id AND f.item_id = s.item_id
   AND f.run_id = 'continuous-' || s.origin
  JOIN daily_demand d
    ON d.warehouse_id = s.warehouse_id AND d.item_id = s.item_id
   AND d.day > s.origin AND d.day <= s.origin + array_length(s.mean, 1);
COMMENT ON VIEW shadow_accuracy IS 'Each closed day with what shadow and champion had forecast for it.';
