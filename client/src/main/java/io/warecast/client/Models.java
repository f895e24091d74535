package io.warecast.client;

/** What makes the forecasts. */
public final class Models {

  private static final String LIST = "/api/v1/models";

  private final Exchange exchange;

  Models(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Model versions and their aliases. */
  public ModelList listModels() {
    return exchange.get(ModelList.class, LIST);
  }

  /** A model version, or that of an alias, with its card. */
  public ModelDetail getModel(String modelVersion) {
    return exchange.get(ModelDetail.class, Exchange.path(LIST + "/%s", modelVersion));
  }

  /** Has forecasts made with this version from now on. Takes the role admin. */
  public Aliases promoteModel(String modelVersion, PromoteRequest request) {
    return exchange.post(Aliases.class, Exchange.path(LIST + "/%s/promote", modelVersion), request);
  }

  /** Returns to the version that was used before. Takes the role admin. */
  public Aliases rollBackModel(RollbackRequest request) {
    return exchange.post(Aliases.class, LIST + "/rollback", request);
  }
}
