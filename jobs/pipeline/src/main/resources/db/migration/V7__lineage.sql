-- From a forecast to what it was made with; and what the forecasts of a shadow are.

COMMENT ON TABLE shadow_forecast IS 'What the version with the alias shadow forecast at closes of days beside the one in use; served to nobody. Aligned with group forecasts like those in use; written when the next day has closed.';
COMMENT ON TABLE model_version IS 'Model versions that a run or the continuous job has used; the files themselves lie in the lake under models/{name}/{version}/.';

CREATE VIEW forecast_lineage AS
SELECT f.warehouse_id,
       f.item_id,
       f.origin,
       r.kind,
       r.status,
       f.run_id,
       f.sequence,
       f.as_of,
       f.generated_at,
       f.tier,
       f.method,
       f.model_version,
       r.lake_snapshot                            AS forecast_snapshot,
       m.name                                     AS model_name,
       m.manifest ->> 'lake_snapshot'             AS training_snapshot,
       (m.manifest ->> 'trained_from')::date      AS trained_from,
       (m.manifest ->> 'trained_to')::date        AS trained_to,
       m.manifest ->> 'feature_schema_hash'       AS feature_schema_hash,
       m.manifest -> 'files' ->> 'model.ubj'      AS mean_sha256,
       m.manifest -> 'files' ->> 'quantiles.ubj'  AS quantiles_sha256,
       m.manifest -> 'files' ->> 'calibration.json' AS calibration_sha256,
       m.outcome                                  AS decision,
       m.champion                                 AS decided_against,
       m.decided_at
  FROM forecast f
  JOIN forecast_run r USING (run_id)
  LEFT JOIN model_version m ON m.version = f.model_version;
COMMENT ON VIEW forecast_lineage IS 'Each forecast with the run that made it, the data it was made from, and the model version, features and data behind it. Forecasts of the tier seasonal have no model.';
COMMENT ON COLUMN forecast_lineage.forecast_snapshot IS 'State of the lake that the forecast was made from; of the continuous job, that it started from.';
COMMENT ON COLUMN forecast_lineage.training_snapshot IS 'State of the lake that the model version was trained from.';
COMMENT ON COLUMN forecast_lineage.feature_schema_hash IS 'SHA-256 over names and types of the features in order; feature_snapshot has the same for the values.';
