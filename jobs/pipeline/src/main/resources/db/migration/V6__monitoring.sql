-- How served forecasts do, as days close: written by the continuous job.

CREATE TABLE live_accuracy (
  day          date             NOT NULL,
  warehouse_id text             NOT NULL,
  demand_class text             NOT NULL,
  steps        text             NOT NULL,
  measure      text             NOT NULL,
  value        double precision NOT NULL,
  measured_at  timestamptz      NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (day, warehouse_id, demand_class, steps, measure)
);
CREATE INDEX live_accuracy_by_warehouse ON live_accuracy (warehouse_id, measure, day);
COMMENT ON TABLE live_accuracy IS 'What was served at the close of earlier days against what a day came to, one row a value; corrected as late orders correct the day. The measures are those of forecast_accuracy.';
COMMENT ON COLUMN live_accuracy.day IS 'Local day of the warehouse that was forecast.';
COMMENT ON COLUMN live_accuracy.demand_class IS 'Class of the series on that day: smooth, erratic, intermittent, lumpy, new; group for categories and totals; all for all items.';
COMMENT ON COLUMN live_accuracy.steps IS 'Days before that the forecasts were made: 1, 7, 14 or 28.';
COMMENT ON COLUMN live_accuracy.measure IS 'days (series that were compared), units, wape, bias, pinball, coverage_PERCENT, width_PERCENT.';

CREATE TABLE feature_drift (
  day             date             NOT NULL,
  warehouse_id    text             NOT NULL,
  feature         text             NOT NULL,
  stability_index double precision NOT NULL,
  measured_at     timestamptz      NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (day, warehouse_id, feature)
);
COMMENT ON TABLE feature_drift IS 'Population stability index of the main features of a warehouse''s items at the close of a day against the training of the model in use: 0 for the same distribution.';

CREATE TABLE alert (
  warehouse_id text             NOT NULL,
  day          date             NOT NULL,
  kind         text             NOT NULL CHECK (kind IN ('coverage', 'residual_drift', 'feature_drift')),
  subject      text             NOT NULL,
  value        double precision NOT NULL,
  "limit"      double precision NOT NULL,
  raised_at    timestamptz      NOT NULL,
  detail       text             NOT NULL,
  PRIMARY KEY (warehouse_id, day, kind, subject)
);
COMMENT ON TABLE alert IS 'What somebody should look at, at most once for each cause and day; the same as on the topic alerts.';
COMMENT ON COLUMN alert.subject IS 'An interval (95), a direction (too_low, too_high), or a feature.';
COMMENT ON COLUMN alert.raised_at IS 'End of the day.';
