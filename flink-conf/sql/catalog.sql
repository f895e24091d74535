-- Every table, function and model of Warecast for Flink SQL. ${...} is filled in by `./warecast sql`;
-- elsewhere fill it in by hand. Names in `back quotes` are words that SQL has reserved.

SET 'execution.runtime-mode' = 'batch';
-- Scripts need it, and it can be copied from a terminal.
SET 'sql-client.execution.result-mode' = 'tableau';
SET 'pipeline.global-job-parameters' = 'warecast.registry:''${models.uri}''';
-- Rows of ML_PREDICT that may wait for a micro-batch; Flink's default is 10.
SET 'table.exec.async-ml-predict.max-concurrent-operations' = '1000';

CREATE DATABASE IF NOT EXISTS lake;
CREATE DATABASE IF NOT EXISTS kafka;
CREATE DATABASE IF NOT EXISTS postgres;

-- Functions: docs/sql.md says what each takes and gives.
CREATE TEMPORARY SYSTEM FUNCTION FORECAST AS 'io.warecast.udf.forecast.ForecastFunction';
CREATE TEMPORARY SYSTEM FUNCTION FORECAST_OPTIONS AS 'io.warecast.udf.forecast.ForecastOptionsFunction';
CREATE TEMPORARY SYSTEM FUNCTION FORECAST_STREAM AS 'io.warecast.udf.forecast.ForecastStreamFunction';
CREATE TEMPORARY SYSTEM FUNCTION DEMAND_FEATURES AS 'io.warecast.udf.forecast.DemandFeaturesFunction';
CREATE TEMPORARY SYSTEM FUNCTION SEASONAL_BASELINE AS 'io.warecast.udf.forecast.SeasonalBaselineFunction';
CREATE TEMPORARY SYSTEM FUNCTION SUPPOSE_OFFERS AS 'io.warecast.udf.forecast.SupposeOffersFunction';
CREATE TEMPORARY SYSTEM FUNCTION ALIGNMENT_GROUP AS 'io.warecast.udf.forecast.AlignmentGroupFunction';
CREATE TEMPORARY SYSTEM FUNCTION ALIGNMENT_RATIOS AS 'io.warecast.udf.forecast.AlignmentRatiosFunction';
CREATE TEMPORARY SYSTEM FUNCTION ALIGN_FORECAST AS 'io.warecast.udf.forecast.AlignForecastFunction';
CREATE TEMPORARY SYSTEM FUNCTION WAPE AS 'io.warecast.udf.accuracy.WapeFunction';
CREATE TEMPORARY SYSTEM FUNCTION RMSSE AS 'io.warecast.udf.accuracy.RmsseFunction';
CREATE TEMPORARY SYSTEM FUNCTION PINBALL AS 'io.warecast.udf.accuracy.PinballFunction';
CREATE TEMPORARY SYSTEM FUNCTION COVERAGE AS 'io.warecast.udf.accuracy.CoverageFunction';
CREATE TEMPORARY SYSTEM FUNCTION DEMAND_ANOMALY AS 'io.warecast.udf.accuracy.DemandAnomalyFunction';

-- The lake, as its manifest is when a query is planned.
CREATE TABLE lake.demand (
  warehouse_id STRING,
  item_id STRING,
  first_day DATE,
  units ARRAY<FLOAT>
) WITH ('connector' = 'warecast-lake', 'path' = '${lake.uri}', 'data-set' = 'demand');

CREATE TABLE lake.offers (
  warehouse_id STRING,
  item_id STRING,
  offers ARRAY<ROW<from_day DATE, price FLOAT, promoted BOOLEAN>>
) WITH ('connector' = 'warecast-lake', 'path' = '${lake.uri}', 'data-set' = 'offers');

CREATE TABLE lake.calendar (
  warehouse_id STRING,
  `day` DATE,
  kind STRING,
  name STRING
) WITH ('connector' = 'warecast-lake', 'path' = '${lake.uri}', 'data-set' = 'calendar');

CREATE TABLE lake.warehouses (
  warehouse_id STRING,
  region STRING,
  time_zone STRING,
  calendar ARRAY<ROW<`day` DATE, kind STRING, name STRING>>,
  weather ARRAY<ROW<`day` DATE, issued_day DATE, temperature FLOAT, precipitation FLOAT>>
) WITH ('connector' = 'warecast-lake', 'path' = '${lake.uri}', 'data-set' = 'warehouses');

CREATE TABLE lake.items (
  item_id STRING,
  category STRING,
  department STRING
) WITH ('connector' = 'warecast-lake', 'path' = '${lake.uri}', 'data-set' = 'items');

CREATE TABLE lake.weather (
  warehouse_id STRING,
  `day` DATE,
  issued_day DATE,
  temperature FLOAT,
  precipitation FLOAT
) WITH ('connector' = 'warecast-lake', 'path' = '${lake.uri}', 'data-set' = 'weather');

CREATE TABLE lake.orders (
  event_id STRING,
  warehouse_id STRING,
  item_id STRING,
  quantity DOUBLE,
  ordered_at TIMESTAMP_LTZ(3)
) WITH ('connector' = 'warecast-lake', 'path' = '${lake.uri}', 'data-set' = 'orders');

-- Kafka, from the beginning and without end. A batch query needs
-- /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */ behind the name of the table.
CREATE TABLE kafka.orders (
  event_id STRING,
  warehouse_id STRING,
  item_id STRING,
  quantity DOUBLE,
  ordered_at STRING,
  arrived_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp',
  WATERMARK FOR arrived_at AS arrived_at - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka', 'topic' = 'orders', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.isolation.level' = 'read_committed',
  'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.forecasts (
  as_of BIGINT,
  `sequence` BIGINT,
  warehouse_id STRING,
  item_id STRING,
  origin_day INT,
  `watermark` BIGINT,
  generated_at BIGINT,
  tier STRING,
  `method` STRING,
  model_version STRING,
  mean ARRAY<FLOAT>,
  levels ARRAY<FLOAT>,
  quantiles ARRAY<ARRAY<FLOAT>>
) WITH (
  'connector' = 'kafka', 'topic' = 'forecasts', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.isolation.level' = 'read_committed',
  'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.prices (
  warehouse_id STRING,
  item_id STRING,
  from_date DATE,
  price FLOAT,
  promoted BOOLEAN
) WITH (
  'connector' = 'kafka', 'topic' = 'prices', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.calendar_events (
  warehouse_id STRING,
  `date` DATE,
  kind STRING,
  name STRING
) WITH (
  'connector' = 'kafka', 'topic' = 'calendar-events', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.weather (
  warehouse_id STRING,
  `date` DATE,
  issued_date DATE,
  temperature FLOAT,
  precipitation FLOAT
) WITH (
  'connector' = 'kafka', 'topic' = 'weather', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.model_activations (
  model_name STRING,
  version STRING,
  warehouse_id STRING
) WITH (
  'connector' = 'kafka', 'topic' = 'model-activations', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.forecast_requests (
  request_id STRING,
  warehouse_id STRING,
  item_id STRING,
  forecast_date DATE,
  horizon_days INT,
  model_version STRING,
  what_if ROW<price FLOAT, promoted BOOLEAN, temperature FLOAT, precipitation FLOAT>,
  `explain` BOOLEAN
) WITH (
  'connector' = 'kafka', 'topic' = 'forecast-requests', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.forecast_replies (
  request_id STRING,
  forecast ROW<warehouse_id STRING, item_id STRING, origin_day INT, model_version STRING, mean ARRAY<FLOAT>>,
  error STRING,
  detail STRING
) WITH (
  'connector' = 'kafka', 'topic' = 'forecast-replies', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.alerts (
  warehouse_id STRING,
  `day` DATE,
  kind STRING,
  subject STRING,
  `value` DOUBLE,
  `limit` DOUBLE,
  raised_at STRING,
  detail STRING
) WITH (
  'connector' = 'kafka', 'topic' = 'alerts', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '${kafka.bootstrap}');

CREATE TABLE kafka.dead_letters (
  reason STRING,
  detail STRING,
  topic STRING,
  `partition` INT,
  `offset` BIGINT,
  refused_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp'
) WITH (
  'connector' = 'kafka', 'topic' = 'dead-letters', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'scan.startup.mode' = 'earliest-offset', 'properties.isolation.level' = 'read_committed',
  'properties.bootstrap.servers' = '${kafka.bootstrap}');

-- PostgreSQL. Only published runs: people read current_forecast, and forecast_daily with forecast_run.
CREATE TABLE postgres.current_forecast (
  kind STRING,
  run_id STRING,
  origin DATE,
  warehouse_id STRING,
  item_id STRING,
  target_date DATE,
  step INT,
  mean FLOAT,
  `lower` FLOAT,
  `upper` FLOAT,
  tier STRING,
  model_version STRING,
  `method` STRING
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'current_forecast',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.forecast_daily (
  run_id STRING,
  origin DATE,
  warehouse_id STRING,
  item_id STRING,
  target_date DATE,
  step INT,
  mean FLOAT,
  `lower` FLOAT,
  `upper` FLOAT,
  tier STRING,
  model_version STRING,
  `method` STRING
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'forecast_daily',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.forecast_run (
  run_id STRING,
  `sequence` BIGINT,
  kind STRING,
  origin DATE,
  horizon INT,
  status STRING,
  model_version STRING,
  lake_snapshot STRING,
  series_count BIGINT,
  started_at TIMESTAMP(6),
  published_at TIMESTAMP(6),
  message STRING
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'forecast_run',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.daily_demand (
  warehouse_id STRING,
  item_id STRING,
  `day` DATE,
  units FLOAT,
  revision BIGINT
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'daily_demand',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.demand_day (
  warehouse_id STRING,
  item_id STRING,
  `day` DATE,
  units FLOAT,
  updated_at TIMESTAMP(6)
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'demand_day',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.feature_snapshot (
  warehouse_id STRING,
  item_id STRING,
  origin DATE,
  schema_hash STRING,
  features ARRAY<FLOAT>
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'feature_snapshot',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.model_version (
  name STRING,
  version STRING,
  registered_at TIMESTAMP(6),
  outcome STRING,
  champion STRING,
  decided_at TIMESTAMP(6)
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'model_version',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.forecast_accuracy (
  run_id STRING,
  model_name STRING,
  model_version STRING,
  origin DATE,
  segment_kind STRING,
  segment STRING,
  steps STRING,
  forecaster STRING,
  measure STRING,
  `value` DOUBLE
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'forecast_accuracy',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.live_accuracy (
  `day` DATE,
  warehouse_id STRING,
  demand_class STRING,
  steps STRING,
  measure STRING,
  `value` DOUBLE
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'live_accuracy',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.feature_drift (
  `day` DATE,
  warehouse_id STRING,
  feature STRING,
  stability_index DOUBLE
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'feature_drift',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.alert (
  warehouse_id STRING,
  `day` DATE,
  kind STRING,
  subject STRING,
  `value` DOUBLE,
  detail STRING
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'alert',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

CREATE TABLE postgres.shadow_accuracy (
  origin DATE,
  warehouse_id STRING,
  item_id STRING,
  shadow_version STRING,
  champion_version STRING,
  target_date DATE,
  step INT,
  units FLOAT,
  shadow_mean FLOAT,
  champion_mean FLOAT
) WITH (
  'connector' = 'jdbc', 'url' = '${postgres.url}', 'table-name' = 'shadow_accuracy',
  'username' = '${postgres.user}', 'password' = '${postgres.password}');

-- The model in use, for ML_PREDICT on what DEMAND_FEATURES gives.
CREATE MODEL demand
INPUT (`step` FLOAT, `warehouse` FLOAT, `category` FLOAT, `log_level` FLOAT, `mean_7` FLOAT, `mean_14` FLOAT,
  `mean_28` FLOAT, `mean_56` FLOAT, `mean_112` FLOAT, `mean_224` FLOAT, `fast_level` FLOAT, `trend` FLOAT,
  `weekday_lag` FLOAT, `weekday_mean_4` FLOAT, `weekday_mean_8` FLOAT, `weekday_mean_13` FLOAT,
  `spread_28` FLOAT, `spread_112` FLOAT, `zero_share_28` FLOAT, `zero_share_112` FLOAT,
  `days_since_sale` FLOAT, `age_days` FLOAT, `weekday` FLOAT, `closure` FLOAT, `school_break` FLOAT,
  `warehouse_promotion` FLOAT, `named_day` FLOAT, `days_to_named_day` FLOAT, `days_since_named_day` FLOAT,
  `log_price` FLOAT, `price_to_origin` FLOAT, `price_to_quarter` FLOAT, `days_since_price_change` FLOAT,
  `promoted` FLOAT, `warmer_than_usual` FLOAT, `precipitation` FLOAT, `demand_class` STRING)
OUTPUT (mean FLOAT, q025 FLOAT, q25 FLOAT, q50 FLOAT, q75 FLOAT, q975 FLOAT)
WITH ('provider' = 'xgboost', 'path' = '${models.uri}', 'name' = 'demand', 'version' = 'latest');

-- The same with the ratio of the target day that ALIGNMENT_RATIOS gives for the group of the item.
CREATE MODEL aligned_demand
INPUT (`step` FLOAT, `warehouse` FLOAT, `category` FLOAT, `log_level` FLOAT, `mean_7` FLOAT, `mean_14` FLOAT,
  `mean_28` FLOAT, `mean_56` FLOAT, `mean_112` FLOAT, `mean_224` FLOAT, `fast_level` FLOAT, `trend` FLOAT,
  `weekday_lag` FLOAT, `weekday_mean_4` FLOAT, `weekday_mean_8` FLOAT, `weekday_mean_13` FLOAT,
  `spread_28` FLOAT, `spread_112` FLOAT, `zero_share_28` FLOAT, `zero_share_112` FLOAT,
  `days_since_sale` FLOAT, `age_days` FLOAT, `weekday` FLOAT, `closure` FLOAT, `school_break` FLOAT,
  `warehouse_promotion` FLOAT, `named_day` FLOAT, `days_to_named_day` FLOAT, `days_since_named_day` FLOAT,
  `log_price` FLOAT, `price_to_origin` FLOAT, `price_to_quarter` FLOAT, `days_since_price_change` FLOAT,
  `promoted` FLOAT, `warmer_than_usual` FLOAT, `precipitation` FLOAT, `demand_class` STRING,
  alignment_ratio FLOAT)
OUTPUT (mean FLOAT, q025 FLOAT, q25 FLOAT, q50 FLOAT, q75 FLOAT, q975 FLOAT)
WITH ('provider' = 'xgboost', 'path' = '${models.uri}', 'name' = 'demand', 'version' = 'latest');

-- One row a stretch of a series, with what its forecast may know beside it.
CREATE VIEW series AS
SELECT d.warehouse_id, w.region, d.item_id, i.category, d.first_day, d.units, o.offers, w.calendar, w.weather,
  FORECAST_OPTIONS(warehouse_id => d.warehouse_id, item_id => d.item_id, category => i.category,
    offers => o.offers, calendar => w.calendar, weather => w.weather) AS options
FROM lake.demand d
JOIN lake.warehouses w ON w.warehouse_id = d.warehouse_id
LEFT JOIN lake.items i ON i.item_id = d.item_id
LEFT JOIN lake.offers o ON o.warehouse_id = d.warehouse_id AND o.item_id = d.item_id;

-- One row a day.
CREATE VIEW demand_days AS
SELECT d.warehouse_id, d.item_id, CAST(TIMESTAMPADD(DAY, u.place - 1, d.first_day) AS DATE) AS `day`, u.units
FROM lake.demand d CROSS JOIN UNNEST(d.units) WITH ORDINALITY AS u (units, place);

-- Features of the 28 days after the last day of the lake.
CREATE VIEW demand_features AS
SELECT s.warehouse_id, s.item_id, f.*
FROM (
  SELECT warehouse_id, item_id, DEMAND_FEATURES(first_day, units, 28, options) AS features
  FROM series GROUP BY warehouse_id, item_id) s
CROSS JOIN UNNEST(s.features) AS f;

-- Forecasts of 28 days after the last day of the lake: each series' own, the ratios of groups to
-- their parts, and the forecasts as they are served.
CREATE VIEW own_forecast AS
SELECT warehouse_id, item_id, ALIGNMENT_GROUP(item_id, category) AS group_id,
  FORECAST(first_day, units, 28, options) AS forecast
FROM series GROUP BY warehouse_id, item_id, category;

CREATE VIEW alignment AS
SELECT warehouse_id, group_id, ALIGNMENT_RATIOS(group_id, item_id, forecast) AS ratios
FROM (
  SELECT warehouse_id, group_id, item_id, forecast FROM own_forecast
  UNION ALL
  SELECT warehouse_id, '_total', item_id, forecast FROM own_forecast WHERE item_id LIKE '_category:%')
GROUP BY warehouse_id, group_id;

CREATE VIEW aligned_forecast AS
SELECT a.warehouse_id, a.item_id, f.target_date, f.mean, f.`lower`, f.`upper`
FROM (
  SELECT o.warehouse_id, o.item_id,
    CASE WHEN o.item_id = o.group_id THEN o.forecast ELSE ALIGN_FORECAST(o.forecast, a.ratios) END AS forecast
  FROM own_forecast o JOIN alignment a ON a.warehouse_id = o.warehouse_id AND a.group_id = o.group_id) a
CROSS JOIN UNNEST(a.forecast) AS f (target_date, mean, `lower`, `upper`);
