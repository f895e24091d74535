-- A further forecaster: of items that have not sold yet.

COMMENT ON COLUMN forecast.method IS 'Which forecaster made the forecast: xgboost, group (of group series), seasonal (fallback), like-items (of an item that has not sold yet: what new items of its category sold), or a baseline that does better for series of this kind: last-week, weekday-mean, smoothing, croston-tsb.';
