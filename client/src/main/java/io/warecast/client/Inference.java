package io.warecast.client;

/** The Open Inference Protocol, version 2. */
public final class Inference {

  private static final String MODEL = "/v2/models/%s";
  private static final String VERSION = MODEL + "/versions/%s";

  private final Exchange exchange;

  Inference(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Whether the server is alive. */
  public ServerLive serverLive() {
    return exchange.get(ServerLive.class, "/v2/health/live");
  }

  /** Whether the model in use can be asked; throws Unavailable when it cannot. */
  public ServerReady serverReady() {
    return exchange.get(ServerReady.class, "/v2/health/ready");
  }

  /** What this server is. */
  public ServerMetadata serverMetadata() {
    return exchange.get(ServerMetadata.class, "/v2");
  }

  /** Inputs and outputs of the model in use. */
  public ModelMetadata modelMetadata(String model) {
    return exchange.get(ModelMetadata.class, Exchange.path(MODEL, model));
  }

  /** Whether the model in use can be asked. */
  public ModelReady modelReady(String model) {
    return exchange.get(ModelReady.class, Exchange.path(MODEL + "/ready", model));
  }

  /** Asks the model in use about rows of features. */
  public InferenceResponse modelInfer(String model, InferenceRequest request) {
    return exchange.post(InferenceResponse.class, Exchange.path(MODEL + "/infer", model), request);
  }

  /** Inputs and outputs of a version. */
  public ModelMetadata versionMetadata(String model, String modelVersion) {
    return exchange.get(ModelMetadata.class, Exchange.path(VERSION, model, modelVersion));
  }

  /** Whether a version can be asked. */
  public ModelReady versionReady(String model, String modelVersion) {
    return exchange.get(ModelReady.class, Exchange.path(VERSION + "/ready", model, modelVersion));
  }

  /** Asks a version about rows of features. */
  public InferenceResponse versionInfer(
      String model, String modelVersion, InferenceRequest request) {
    return exchange.post(
        InferenceResponse.class, Exchange.path(VERSION + "/infer", model, modelVersion), request);
  }
}
