package io.warecast.client;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Calls a gateway. Its methods have the names of the operations in the gateway's OpenAPI document,
 * grouped by what they are about. They wait for the answer; any number of threads may call them.
 */
public final class WarecastClient {

  private final Exchange exchange;

  private WarecastClient(Exchange exchange) {
    this.exchange = exchange;
  }

  public static WarecastClient of(ClientConfig config) {
    return new WarecastClient(new Exchange(config));
  }

  /**
   * With the usual time limit.
   *
   * @param token asked for each call
   */
  public static WarecastClient of(URI gateway, Supplier<String> token) {
    return of(ClientConfig.of(gateway, token));
  }

  /** What will be demanded. */
  public Forecasts forecasts() {
    return new Forecasts(exchange);
  }

  /** What was forecast, what happened, and how far apart the two were. */
  public Past past() {
    return new Past(exchange);
  }

  /** What there is. */
  public Catalogue catalogue() {
    return new Catalogue(exchange);
  }

  /** What makes the forecasts. */
  public Models models() {
    return new Models(exchange);
  }

  /** Runs, alerts, health. */
  public Operation operation() {
    return new Operation(exchange);
  }

  /** The Open Inference Protocol, version 2. */
  public Inference inference() {
    return new Inference(exchange);
  }
}
