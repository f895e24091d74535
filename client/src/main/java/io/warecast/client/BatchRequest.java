package io.warecast.client;

import java.util.List;

/** Several requests in one. */
public record BatchRequest(List<PredictRequest> requests) {}
