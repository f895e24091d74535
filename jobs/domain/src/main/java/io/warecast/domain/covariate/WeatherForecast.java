package io.warecast.domain.covariate;

import java.io.Serializable;

/**
 * The weather that was forecast for one day at one warehouse.
 *
 * @param day epoch day that the forecast is for
 * @param issuedDay epoch day on which the forecast was known
 * @param temperature mean of the day in degrees Celsius; {@code NaN} when unknown
 * @param precipitation millimetres; {@code NaN} when unknown
 */
public record WeatherForecast(
    String warehouseId, int day, int issuedDay, float temperature, float precipitation)
    implements Serializable {}
