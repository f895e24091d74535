package io.warecast.domain.monitoring;

/**
 * One measure of how forecasts did on a day.
 *
 * @param demandClass wire name of a class of series, or {@link #ALL}
 * @param day epoch day that was forecast
 * @param lead days before it that the forecasts were made
 */
public record LiveFigure(
    String warehouseId, String demandClass, int day, int lead, String measure, double value) {

  /** All items. */
  public static final String ALL = "all";
}
