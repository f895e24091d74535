package io.warecast.local.sample;

import io.warecast.domain.series.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An item of the sample with what shapes its demand everywhere.
 *
 * @param level units a day at a site of usual size
 * @param dispersion size of the negative binomial noise; the smaller, the lumpier
 * @param elasticity of demand by price, negative
 * @param drift growth a year
 * @param launchDay epoch day of its first sale
 * @param delistedFrom first epoch day on which it is no more for sale
 */
record Product(
    Item item,
    Assortment assortment,
    double level,
    double dispersion,
    double price,
    double elasticity,
    double drift,
    int launchDay,
    int delistedFrom) {

  private static final double CHANCE_INTERMITTENT = 0.2;
  private static final double CHANCE_LAUNCH = 0.15;
  private static final double CHANCE_DELISTED = 0.08;

  static List<Product> of(SamplePlan plan) {
    List<Product> products = new ArrayList<>();
    double upTo = 0;
    for (Assortment assortment : Assortment.ALL) {
      upTo += assortment.share();
      int number = 0;
      while (products.size() < Math.round(upTo * plan.items())) {
        products.add(product(plan, assortment, ++number));
      }
    }
    return products;
  }

  private static Product product(SamplePlan plan, Assortment assortment, int number) {
    String prefix = assortment.category().toLowerCase(Locale.ROOT);
    String id = String.format(Locale.ROOT, "%s-%03d", prefix, number);
    List<String> departments = assortment.departments();
    Draw draw = Draw.of(plan.seed(), "product", id);
    boolean intermittent = draw.chance(CHANCE_INTERMITTENT);
    double level = intermittent ? draw.between(0.08, 0.5) : Math.exp(2.1 + 0.75 * draw.gaussian());
    double dispersion = intermittent ? draw.between(0.3, 0.8) : draw.between(5, 30);
    boolean launched = draw.chance(CHANCE_LAUNCH);
    int launchDay = plan.dayAt(launched ? draw.between(.2, .85) : 0);
    boolean delisted = !launched && draw.chance(CHANCE_DELISTED);
    return new Product(
        new Item(id, assortment.category(), departments.get(number % departments.size())),
        assortment,
        level,
        dispersion,
        Math.exp(Math.log(assortment.price()) + 0.4 * draw.gaussian()),
        draw.between(-2.8, -1.2),
        draw.between(-.12, .15),
        launchDay,
        delisted ? plan.dayAt(draw.between(.4, .9)) : Integer.MAX_VALUE);
  }
}
