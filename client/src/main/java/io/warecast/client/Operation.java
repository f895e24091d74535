package io.warecast.client;

import java.util.Map;

/** Runs, alerts, health, and the document of the API. */
public final class Operation {

  private static final Map<String, Object> NOTHING = Map.of();

  private final Exchange exchange;

  Operation(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Runs, the newest first. */
  public RunPage listRuns(RunQuery query) {
    return exchange.get(RunPage.class, "/api/v1/runs", query);
  }

  /** A run with its audit. */
  public RunDetail getRun(String runId) {
    return exchange.get(RunDetail.class, Exchange.path("/api/v1/runs/%s", runId));
  }

  /** What somebody should look at, the newest first. */
  public AlertPage listAlerts(AlertQuery query) {
    return exchange.get(AlertPage.class, "/api/v1/alerts", query);
  }

  /** How the gateway and what is behind it are. */
  public Status getStatus() {
    return exchange.get(Status.class, "/api/v1/status");
  }

  /** What the token opens. */
  public Me getMe() {
    return exchange.get(Me.class, "/api/v1/me");
  }

  /** Whether the process serves. */
  public Health health() {
    return exchange.get(Health.class, "/health");
  }

  /** Whether forecasts can be read: ready, or degraded; throws Unavailable when they cannot. */
  public Health ready() {
    return exchange.get(Health.class, "/ready");
  }

  /** The document of the API. */
  public String openApiYaml() {
    return exchange.text("/openapi.yaml", "application/yaml", NOTHING);
  }

  /** The same as JSON. */
  public String openApiJson() {
    return exchange.text("/openapi.json", Exchange.JSON, NOTHING);
  }

  /** The page to read the document and try it out. */
  public String docs() {
    return exchange.text("/docs/", "text/html", NOTHING);
  }
}
