package io.warecast.client;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is supposed in place of what is known; one of it at least.
 *
 * @param price of a unit
 * @param temperature mean of each day, degrees Celsius; of items only
 * @param precipitation millimetres a day; of items only
 */
public record Supposition(
    OptionalDouble price,
    Optional<Boolean> promoted,
    OptionalDouble temperature,
    OptionalDouble precipitation) {

  public static Supposition ofPrice(double price) {
    return new Supposition(
        OptionalDouble.of(price), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  public static Supposition ofPromotion(boolean promoted) {
    return new Supposition(
        OptionalDouble.empty(),
        Optional.of(promoted),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  public Supposition andPromotion(boolean other) {
    return new Supposition(price, Optional.of(other), temperature, precipitation);
  }

  public Supposition andWeather(double otherTemperature, double otherPrecipitation) {
    return new Supposition(
        price,
        promoted,
        OptionalDouble.of(otherTemperature),
        OptionalDouble.of(otherPrecipitation));
  }
}
