package io.warecast.domain.feature;

import io.warecast.domain.covariate.WarehouseWeather;

/**
 * The columns that a target day takes from the weather that had been forecast for it by the origin.
 *
 * <p>Both are coarse, and the temperature is told as a difference: a warehouse's exact weather
 * would be the fingerprint of a single day, as {@link CalendarFeatures} explains.
 *
 * @param usual mean temperature of the last weeks up to the origin; {@code NaN} when unknown
 */
record WeatherFeatures(WarehouseWeather weather, int originDay, float usual) {

  private static final double MOST_DEGREES = 15;
  private static final double MOST_MILLIMETRES = 20;

  static WeatherFeatures at(int originDay, WarehouseWeather weather) {
    return new WeatherFeatures(
        weather, originDay, weather.meanTemperature(originDay, DemandFeatures.USUAL_WEATHER_DAYS));
  }

  void fill(int day, RowWriter to) {
    if (weather.isEmpty()) {
      to.put(FeatureColumn.WARMER_THAN_USUAL, Double.NaN);
      to.put(FeatureColumn.PRECIPITATION, Double.NaN);
      return;
    }
    double warmer = (double) weather.temperature(day, originDay) - usual;
    double rain = weather.precipitation(day, originDay);
    to.put(
        FeatureColumn.WARMER_THAN_USUAL,
        Math.rint(Math.max(-MOST_DEGREES, Math.min(MOST_DEGREES, warmer))));
    to.put(FeatureColumn.PRECIPITATION, Math.rint(Math.min(MOST_MILLIMETRES, rain)));
  }
}
