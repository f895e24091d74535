package io.warecast.benchmarks;

import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.demand.Quantity;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.lake.LakeImport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A lake cut in two: its history up to a day in a lake of its own, and the demand of the days after
 * it, to be replayed, of which the first warehouse's rises by {@link RecalibrationPlan#SHIFT} from
 * a day on: each unit that was sold is sold once more with that chance.
 */
final class ShiftedReplay {

  private static final long SEED = 7;

  private final RecalibrationPlan plan;
  private final Lake lake;
  private final int lastDay;
  private final List<String> warehouses;
  private final Map<String, String> categories;
  private final Map<Integer, Map<SeriesKey, Double>> demand = new TreeMap<>();
  private final Supplier<StreamExecutionEnvironment> flink;

  ShiftedReplay(RecalibrationPlan plan, Supplier<StreamExecutionEnvironment> flink) {
    this.plan = plan;
    this.flink = flink;
    this.lake = Lake.at(plan.lakeUri());
    this.lastDay =
        plan.until().map(LocalDate::toEpochDay).map(Math::toIntExact).orElse(lake.lastDay());
    this.warehouses = LakeCut.first(lake, plan.warehouses());
    this.categories =
        lake.items().stream()
            .filter(item -> !item.category().isEmpty())
            .collect(Collectors.toMap(Item::id, Item::category));
  }

  /** Warehouse whose demand shifts. */
  String shiftedWarehouse() {
    return warehouses.get(0);
  }

  /** Last epoch day of the history. */
  int historyEnd() {
    return lastDay - plan.days();
  }

  /** First epoch day of more demand. */
  int shiftDay() {
    return historyEnd() + plan.before() + 1;
  }

  int lastDay() {
    return lastDay;
  }

  Map<String, String> categories() {
    return categories;
  }

  /** Writes the history into an empty lake and remembers the days after it. */
  void split(String historyUri) throws Exception {
    LakeCut cut = new LakeCut(lake, Set.copyOf(warehouses), flink);
    try (LakeImport into = LakeImport.into(historyUri)) {
      cut.masterData(into);
      SplittableRandom random = new SplittableRandom(SEED);
      // In a fixed order: draws depend on it.
      for (DemandStretch stretch : cut.items()) {
        split(stretch, into, random);
      }
      cut.offers(offers -> into.offers(offers.key(), offers.offers()));
      into.commit();
    }
  }

  private void split(DemandStretch stretch, LakeImport into, SplittableRandom random) {
    int known = Math.min(stretch.units().length, historyEnd() - stretch.firstDay() + 1);
    if (known > 0) {
      into.demand(
          new DemandStretch(
              stretch.key(), stretch.firstDay(), Arrays.copyOf(stretch.units(), known)));
    }
    for (int i = Math.max(0, known); i < stretch.units().length; i++) {
      int day = stretch.firstDay() + i;
      double units = shifted(stretch.key(), day, stretch.units()[i], random);
      if (units > 0 && day <= lastDay) {
        add(stretch.key(), day, units);
      }
    }
  }

  private double shifted(SeriesKey key, int day, float units, SplittableRandom random) {
    double all = units;
    if (day >= shiftDay() && key.warehouseId().equals(shiftedWarehouse())) {
      for (int unit = 0; unit < units; unit++) {
        all += random.nextDouble() < RecalibrationPlan.SHIFT ? 1 : 0;
      }
    }
    return all;
  }

  /** Adds to the day of the item and of its groups, as the order intake would. */
  private void add(SeriesKey key, int day, double units) {
    Map<SeriesKey, Double> ofDay =
        demand.computeIfAbsent(day, unused -> new TreeMap<>(LakeCut.BY_KEY));
    ofDay.merge(key, units, Double::sum);
    ofDay.merge(SeriesKey.total(key.warehouseId()), units, Double::sum);
    String category = categories.get(key.itemId());
    if (category != null) {
      ofDay.merge(SeriesKey.category(key.warehouseId(), category), units, Double::sum);
    }
  }

  /** What comes in on a day, all of it at one moment at which the day is open everywhere. */
  List<DemandChange> changes(int day) {
    long moment = noon(day);
    List<DemandChange> changes = new ArrayList<>();
    demand
        .getOrDefault(day, Map.of())
        .forEach(
            (key, units) ->
                changes.add(new DemandChange(key, day, Quantity.ofUnits(units), moment)));
    return changes;
  }

  /** Epoch millis: of no time zone is the day before still open. */
  static long noon(int day) {
    return day * 86_400_000L + 43_200_000L;
  }
}
