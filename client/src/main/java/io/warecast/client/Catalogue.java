package io.warecast.client;

/** What there is. */
public final class Catalogue {

  private final Exchange exchange;

  Catalogue(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Warehouses that the token opens. */
  public Warehouses listWarehouses() {
    return exchange.get(Warehouses.class, "/api/v1/warehouses");
  }

  /** Series of a warehouse that have a forecast. */
  public ItemPage listItems(String warehouseId, ItemQuery query) {
    return exchange.get(
        ItemPage.class, Exchange.path("/api/v1/warehouses/%s/items", warehouseId), query);
  }
}
