package io.warecast.pipeline.connector.lake;

import java.util.List;

/** The folders of the lake. */
final class DataSets {

  static final String DEMAND = "demand";
  static final String OFFERS = "offers";
  static final String CALENDAR = "calendar";
  static final String WAREHOUSES = "warehouses";
  static final String ITEMS = "items";
  static final String WEATHER = "weather";
  static final String ORDERS = "raw/orders";

  static final List<String> ALL =
      List.of(DEMAND, OFFERS, CALENDAR, WAREHOUSES, ITEMS, WEATHER, ORDERS);

  private DataSets() {}
}
