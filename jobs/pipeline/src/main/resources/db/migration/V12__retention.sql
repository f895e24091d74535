-- What nobody needs any more, in one call: for a scheduler, or by hand.

CREATE FUNCTION forget_before(first_kept date) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  part    record;
  target  record;
  deleted bigint;
BEGIN
  IF first_kept IS NULL THEN
    RAISE EXCEPTION 'forget_before takes the first day that is kept, such as current_date - 400';
  END IF;
  -- Whole months only: dropping one costs nothing, however many rows it has.
  FOR part IN
    SELECT c.oid::regclass::text AS name
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent IN ('forecast'::regclass, 'feature_snapshot'::regclass)
       AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= first_kept
     ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE %s', part.name);
    RETURN NEXT part.name || ': dropped';
  END LOOP;
  FOR target IN
    SELECT * FROM (VALUES ('audit_log', 'at'), ('alert', 'day'), ('daily_demand', 'day'), ('feature_drift', 'day'),
                          ('live_accuracy', 'day'), ('shadow_forecast', 'origin')) AS t (name, moment)
  LOOP
    EXECUTE format('DELETE FROM %I WHERE %I < $1', target.name, target.moment) USING first_kept;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    IF deleted > 0 THEN
      RETURN NEXT target.name || ': ' || deleted || ' rows';
    END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION forget_before(date) IS 'Deletes what is older than a day: months of forecast and feature_snapshot that end before it, and rows of audit_log, alert, daily_demand, feature_drift, live_accuracy and shadow_forecast. Runs, models and backtests stay. Gives a line for each table that had any.';
REVOKE ALL ON FUNCTION forget_before(date) FROM PUBLIC;
