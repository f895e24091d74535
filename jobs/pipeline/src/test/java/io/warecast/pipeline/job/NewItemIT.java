package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.NewItems;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.LakeImport;
import io.warecast.scoring.registry.ModelRegistry;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * Items that nothing has been ordered of, in a lake where new food has begun to sell some six a day
 * of late, on its first day on offer.
 */
class NewItemIT extends DailyScenario {

  private static final Warehouse WAREHOUSE = new Warehouse("W", "EU", "Europe/Berlin");
  private static final int DAYS = 240;
  private static final int OLD_ITEMS = 10;
  private static final int BEGUN = 8;
  private static final String NEXT_FOOD = "next-food";
  private static final String NEXT_TOY = "next-toy";

  /** Offered from some days into the forecast on. */
  private static final int OFFERED_FROM = SmallLake.LAST_DAY + 4;

  @Test
  void anItemThatHasNotSoldIsExpectedToSellAsItsCategorysNewOnesDid() {
    Path withNew = folder.resolve("with-new");
    writeLake(withNew);
    ModelManifest trained =
        TrainingJob.run(
            environment(),
            SmallLake.uri(withNew),
            SmallLake.uri(models),
            options(new TrainingOptions(), "--rows", "3000"),
            ProgressListener.NONE);
    ModelRegistry registry = ModelRegistry.at(SmallLake.uri(models), trained.name());
    registry.promote(trained.version());
    NewItems learned = registry.calibration(trained).newItemsOf("FOOD").orElseThrow();
    assertThat(learned.days())
        .as("days before they began, and out of stock, left out")
        .isEqualTo(172);
    assertThat(learned.mean()).isBetween(5.8, 6.2);

    dailyFrom(withNew);

    Forecast food = served(NEXT_FOOD);
    assertThat(food.method()).isEqualTo(Method.LIKE_ITEMS);
    assertThat(food.tier()).isEqualTo(Tier.MODEL);
    for (int step = 1; step <= HORIZON; step++) {
      if (food.originDay() + step < OFFERED_FROM) {
        assertThat(food.mean()[step - 1]).as("not for sale at step %d", step).isZero();
      } else {
        assertThat(food.mean()[step - 1]).as("step %d", step).isBetween(4f, 8f);
        assertThat(food.quantiles()[0][step - 1]).isBetween(2f, 6f);
        assertThat(food.quantiles()[food.levels().length - 1][step - 1]).isBetween(6f, 12f);
      }
    }
    // 172 days of new food and 56 of the toy that waits, which are too few to speak for toys.
    assertThat(served(NEXT_TOY).method()).isEqualTo(Method.LIKE_ITEMS);
    assertThat(served(NEXT_TOY).mean()[HORIZON - 1]).isBetween(3.5f, 5.8f);
    assertThat(served(NEXT_TOY).quantiles()[0][HORIZON - 1]).isZero();
    assertThat(served("old-0").method()).isNotEqualTo(Method.LIKE_ITEMS);
    assertThat(served("old-0").mean()[0]).isBetween(18f, 22f);
  }

  private Forecast served(String item) {
    try (Jedis direct = servers.directRedis().connect()) {
      return Published.forecasts(direct).stream()
          .filter(each -> each.key().equals(new SeriesKey(WAREHOUSE.id(), item)))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void writeLake(Path folder) {
    try (LakeImport lake = LakeImport.into(SmallLake.uri(folder))) {
      lake.warehouse(WAREHOUSE);
      for (int i = 0; i < OLD_ITEMS; i++) {
        write(lake, "old-" + i, i % 2 == 0 ? "FOOD" : "TOYS", units("old-" + i, DAYS, 20));
      }
      for (int i = 0; i < BEGUN; i++) {
        float[] units = units("new-" + i, 27 - i, 6);
        units[4] = Float.NaN;
        units[5] = Float.NaN;
        write(lake, "new-" + i, "FOOD", units);
      }
      offer(lake, NEXT_FOOD, "FOOD", OFFERED_FROM);
      // On offer in vain on all held-back days: such items wait, and have nothing sold for them.
      offer(lake, NEXT_TOY, "TOYS", SmallLake.LAST_DAY - 70);
      lake.commit();
    }
  }

  private static float[] units(String item, int days, int usual) {
    SplittableRandom random = new SplittableRandom(item.hashCode());
    float[] units = new float[days];
    for (int d = 0; d < days; d++) {
      units[d] = usual + random.nextInt(-2, 3);
    }
    return units;
  }

  private static void write(LakeImport lake, String item, String category, float[] units) {
    int first = SmallLake.LAST_DAY - units.length + 1;
    offer(lake, item, category, first);
    lake.demand(new DemandStretch(new SeriesKey(WAREHOUSE.id(), item), first, units));
  }

  private static void offer(LakeImport lake, String item, String category, int from) {
    lake.item(new Item(item, category, ""));
    lake.offers(
        new SeriesKey(WAREHOUSE.id(), item),
        new OfferTimeline(new int[] {from}, new float[] {3}, new boolean[] {false}));
  }
}
