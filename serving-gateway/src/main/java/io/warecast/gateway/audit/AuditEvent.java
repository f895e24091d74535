package io.warecast.gateway.audit;

import java.time.Instant;
import java.util.Set;

/**
 * One call and what came of it.
 *
 * @param id UUID, unlike that of any other event
 * @param at when the call arrived
 * @param subject who called; empty when no valid token said so
 * @param route the path with the names of its parameters
 * @param path the path as it came, without the query
 * @param warehouses that the call was about, allowed or not
 * @param status HTTP status, 499 when the caller was gone before there was one
 * @param latencyMicros from the request's head to the answer's
 * @param tier where the answer's forecast was read from; empty when there is nothing to tell
 * @param client address that the call came from
 */
record AuditEvent(
    String id,
    Instant at,
    String subject,
    String method,
    String route,
    String path,
    Set<String> warehouses,
    int status,
    long latencyMicros,
    String tier,
    String requestId,
    String traceId,
    String client) {}
