-- What the lake knows of warehouses and items, for who reads forecasts: written by each run.

CREATE TABLE warehouse (
  warehouse_id text        PRIMARY KEY,
  region       text        NOT NULL,
  time_zone    text        NOT NULL,
  updated_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE warehouse IS 'Warehouses of the lake that the newest run read. Those that are gone stay: their forecasts do, too.';
COMMENT ON COLUMN warehouse.region IS 'Free text that groups warehouses; may be empty.';
COMMENT ON COLUMN warehouse.time_zone IS 'IANA name; its local day is the demand day.';

CREATE TABLE item (
  item_id    text        PRIMARY KEY,
  category   text        NOT NULL,
  department text        NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX item_by_category ON item (category);
COMMENT ON TABLE item IS 'Items of the lake that the newest run read. Those that are gone stay.';
COMMENT ON COLUMN item.category IS 'Forecast as a group series of each warehouse; may be empty.';
COMMENT ON COLUMN item.department IS 'A finer group within the category; may be empty.';
