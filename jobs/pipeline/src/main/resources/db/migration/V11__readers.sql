-- Who may read: a role for analysts, and views for groups of users who may see some warehouses only.

-- Of the whole server, not of this database alone: another one may have made it. Without the right
-- to make roles the migration goes on; an administrator makes the role and calls grant_reading.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'warecast_reader') THEN
    CREATE ROLE warecast_reader NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN
    NULL;
  WHEN insufficient_privilege THEN
    RAISE WARNING 'the role warecast_reader is left out: % may not create roles', current_user;
END $$;

-- All but who called the API: audit_log is for those who run the system.
CREATE FUNCTION grant_reading(reader text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  relation text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), reader);
  FOREACH relation IN ARRAY ARRAY[
    'warehouse', 'item', 'daily_demand', 'demand_history', 'demand_day',
    'forecast_run', 'forecast', 'forecast_daily', 'current_forecast', 'forecast_lineage',
    'feature_snapshot', 'model_version', 'forecast_accuracy', 'live_accuracy', 'feature_drift', 'alert',
    'shadow_forecast', 'shadow_accuracy']
  LOOP
    EXECUTE format('GRANT SELECT ON %I.%I TO %I', current_schema(), relation, reader);
  END LOOP;
END $$;
COMMENT ON FUNCTION grant_reading(text) IS 'Lets a role read all tables and views but audit_log.';

-- Every relation that names warehouses, seen through a view that keeps the others out. Views read
-- with the rights of who calls this, so that the role needs none on the tables themselves.
CREATE FUNCTION show_warehouses(reader text, warehouses text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  home     text := current_schema();
  relation record;
BEGIN
  IF reader IN (home, current_user, 'warecast_reader') THEN
    RAISE EXCEPTION 'show_warehouses takes a role made for a group of users, not %', reader;
  END IF;
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', reader);
  FOR relation IN
    SELECT c.relname AS name, bool_or(a.attname = 'warehouse_id') AS has_warehouses
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = home::regnamespace AND c.relkind IN ('r', 'p', 'v')
       AND NOT c.relispartition
     GROUP BY c.relname
  LOOP
    EXECUTE format('DROP VIEW IF EXISTS %I.%I', reader, relation.name);
    IF relation.has_warehouses THEN
      EXECUTE format(
        'CREATE VIEW %I.%I WITH (security_barrier) AS SELECT * FROM %I.%I WHERE warehouse_id = ANY (%L::text[])',
        reader, relation.name, home, relation.name, warehouses);
    ELSIF relation.name = 'item' THEN
      EXECUTE format('CREATE VIEW %I.item AS SELECT * FROM %I.item', reader, home);
    ELSIF relation.name = 'forecast_run' THEN
      -- Its audit and message name warehouses.
      EXECUTE format(
        'CREATE VIEW %I.forecast_run AS SELECT run_id, sequence, kind, origin, horizon, status,
                model_version, lake_snapshot, started_at, published_at FROM %I.forecast_run', reader, home);
    END IF;
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', reader, reader);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', reader, reader);
  EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %I', reader, current_database(), reader);
END $$;
COMMENT ON FUNCTION show_warehouses(text, text[]) IS 'Gives an existing role, in a schema of its name, views of these warehouses and of nothing else. To be called again when the warehouses change, and after a migration.';

REVOKE ALL ON FUNCTION grant_reading(text), show_warehouses(text, text[]) FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'warecast_reader') THEN
    PERFORM grant_reading('warecast_reader');
  END IF;
END $$;
