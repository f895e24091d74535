-- Every call of a gateway, from the topic audit.

CREATE TABLE audit_log (
  event_id   uuid             PRIMARY KEY,
  at         timestamptz      NOT NULL,
  subject    text             NOT NULL,
  method     text             NOT NULL,
  route      text             NOT NULL,
  path       text             NOT NULL,
  warehouses text[]           NOT NULL,
  status     integer          NOT NULL,
  latency_ms double precision NOT NULL,
  tier       text             NOT NULL,
  request_id text             NOT NULL,
  trace_id   text             NOT NULL,
  client     text             NOT NULL
);
-- Rows come in the order of time, so that a small index finds a stretch of it.
CREATE INDEX audit_log_by_time ON audit_log USING brin (at);
CREATE INDEX audit_log_by_subject ON audit_log (subject, at);
COMMENT ON TABLE audit_log IS 'Calls of the HTTP API, refused ones included; one row each, however often its event arrives. Delete old rows by at.';
COMMENT ON COLUMN audit_log.at IS 'When the call arrived, by the gateway''s clock.';
COMMENT ON COLUMN audit_log.subject IS 'Who called, as the token says; empty when no valid token did.';
COMMENT ON COLUMN audit_log.route IS 'The path with the names of its parameters.';
COMMENT ON COLUMN audit_log.warehouses IS 'The warehouses that the call was about, allowed or not, at most 100.';
COMMENT ON COLUMN audit_log.status IS 'HTTP status; 499 when the caller was gone before there was one.';
COMMENT ON COLUMN audit_log.latency_ms IS 'From the head of the request to the head of the answer.';
COMMENT ON COLUMN audit_log.tier IS 'Where the answer came from, such as cache or redis; empty when there is nothing to tell.';
COMMENT ON COLUMN audit_log.request_id IS 'X-Request-Id, as the caller sent it or as it was made.';
