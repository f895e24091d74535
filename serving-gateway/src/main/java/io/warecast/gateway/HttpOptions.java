package io.warecast.gateway;

import io.warecast.gateway.http.HttpConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of the HTTP server itself. */
final class HttpOptions {

  @Option(
      names = "--host",
      defaultValue = "${env:WARECAST_HTTP_HOST:-" + HttpConfig.DEFAULT_HOST + "}",
      description = "Address to listen on (WARECAST_HTTP_HOST).")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "${env:WARECAST_HTTP_PORT:-8080}",
      description = "Port to listen on, 0 for a free one (WARECAST_HTTP_PORT).")
  private int port;

  @Option(
      names = "--event-loops",
      defaultValue = "${env:WARECAST_HTTP_EVENT_LOOPS:-0}",
      description = "Threads that serve, 0 for one a processor (WARECAST_HTTP_EVENT_LOOPS).")
  private int eventLoops;

  @Option(
      names = "--max-body-bytes",
      defaultValue = "${env:WARECAST_HTTP_MAX_BODY_BYTES:-65536}",
      description = "Longest accepted body (WARECAST_HTTP_MAX_BODY_BYTES).")
  private int maxBodyBytes;

  @Option(
      names = "--request-timeout-ms",
      defaultValue = "${env:WARECAST_HTTP_REQUEST_TIMEOUT_MS:-10000}",
      description = "Longest time for a request (WARECAST_HTTP_REQUEST_TIMEOUT_MS).")
  private long requestTimeoutMs;

  @Option(
      names = "--idle-timeout-ms",
      defaultValue = "${env:WARECAST_HTTP_IDLE_TIMEOUT_MS:-60000}",
      description = "Idle connections close after this (WARECAST_HTTP_IDLE_TIMEOUT_MS).")
  private long idleTimeoutMs;

  @Option(
      names = "--drain-timeout-ms",
      defaultValue = "${env:WARECAST_HTTP_DRAIN_TIMEOUT_MS:-10000}",
      description = "Longest wait for requests at a stop (WARECAST_HTTP_DRAIN_TIMEOUT_MS).")
  private long drainTimeoutMs;

  HttpConfig config() {
    return new HttpConfig(
        host,
        port,
        eventLoops == 0 ? HttpConfig.defaultEventLoops() : eventLoops,
        maxBodyBytes,
        Duration.ofMillis(requestTimeoutMs),
        Duration.ofMillis(idleTimeoutMs),
        Duration.ofMillis(drainTimeoutMs));
  }
}
