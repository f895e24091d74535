package io.warecast.gateway.catalogue;

/**
 * A warehouse that has a forecast.
 *
 * @param region may be empty
 * @param timeZone may be empty
 */
record WarehouseEntry(String warehouseId, String region, String timeZone) {}
