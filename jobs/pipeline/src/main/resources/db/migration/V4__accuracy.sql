CREATE TABLE forecast_accuracy (
  run_id        text             NOT NULL,
  model_name    text             NOT NULL,
  model_version text             NOT NULL,
  origin        date,
  segment_kind  text             NOT NULL,
  segment       text             NOT NULL,
  steps         text             NOT NULL,
  forecaster    text             NOT NULL,
  measure       text             NOT NULL,
  value         double precision NOT NULL,
  measured_at   timestamptz      NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX forecast_accuracy_once ON forecast_accuracy
  (run_id, measure, segment_kind, segment, steps, forecaster, origin) NULLS NOT DISTINCT;
CREATE INDEX forecast_accuracy_by_version ON forecast_accuracy (model_name, model_version, measure);
COMMENT ON TABLE forecast_accuracy IS 'What backtests have measured, one row a value. The report lies in the lake under backtests/{run_id}/.';
COMMENT ON COLUMN forecast_accuracy.run_id IS 'The backtest.';
COMMENT ON COLUMN forecast_accuracy.model_version IS 'The version that was tested.';
COMMENT ON COLUMN forecast_accuracy.origin IS 'Last day that the forecasts knew; null for all origins of the backtest together.';
COMMENT ON COLUMN forecast_accuracy.segment_kind IS 'What the segment is one of: all (items), warehouse, category, department, class (of demand), method, total (of a warehouse), level (of the hierarchy).';
COMMENT ON COLUMN forecast_accuracy.steps IS 'Days after the origin: 1-28, 8-14, or a single step.';
COMMENT ON COLUMN forecast_accuracy.forecaster IS 'model (the tested version), champion (the version that it was held against), last-week, weekday-mean, smoothing, croston-tsb.';
COMMENT ON COLUMN forecast_accuracy.measure IS 'days, units, wape, bias, rmsse, mase, wrmsse, pinball, pinball_LEVEL, coverage_PERCENT, width_PERCENT; of other forecasters model_wape_change, model_wape_p and the like: how the model did against them, and the p-value.';
