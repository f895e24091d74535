package io.warecast.local.sample;

import java.util.List;

/**
 * A category of items with the shape that its items share.
 *
 * @param departments names of the finer groups
 * @param share of all items
 * @param weekdays demand by weekday, Monday first; mean 1
 * @param summerGain what midsummer adds to demand
 * @param perDegree what a degree above the season's usual adds to demand
 * @param onRain what a rainy day multiplies demand by
 * @param price typical
 */
record Assortment(
    String category,
    List<String> departments,
    double share,
    double[] weekdays,
    double summerGain,
    double perDegree,
    double onRain,
    double price) {

  static final List<Assortment> ALL =
      List.of(
          new Assortment(
              "Produce",
              List.of("Fruit", "Vegetables", "Salad"),
              .3,
              new double[] {.85, .85, .95, 1.0, 1.25, 1.3, .8},
              .15,
              .004,
              .93,
              2.4),
          new Assortment(
              "Bakery",
              List.of("Bread", "Pastry", "Cakes"),
              .25,
              new double[] {.9, .85, .85, .95, 1.05, 1.35, 1.05},
              -.05,
              0,
              1,
              1.8),
          new Assortment(
              "Beverages",
              List.of("Water", "Soft drinks", "Juice"),
              .25,
              new double[] {.8, .8, .9, 1.0, 1.35, 1.4, .75},
              .3,
              .025,
              .97,
              3.2),
          new Assortment(
              "Household",
              List.of("Cleaning", "Paper", "Laundry"),
              .2,
              new double[] {1.2, 1.05, 1.0, .95, .9, 1.1, .8},
              0,
              0,
              1.04,
              5.5));
}
