package io.warecast.pipeline.operator;

import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What accuracy is broken down by. Travels in the job graph.
 *
 * @param regions by warehouse id
 * @param categories by item id
 * @param departments by item id
 * @param isOfTotals whether the lake knows no single items: then totals stand in their place
 */
public record SeriesCatalogue(
    Map<String, String> regions,
    Map<String, String> categories,
    Map<String, String> departments,
    boolean isOfTotals)
    implements Serializable {

  public SeriesCatalogue {
    regions = Map.copyOf(regions);
    categories = Map.copyOf(categories);
    departments = Map.copyOf(departments);
  }

  public static SeriesCatalogue of(Collection<Warehouse> warehouses, Collection<Item> items) {
    Map<String, String> regions = new HashMap<>();
    warehouses.forEach(warehouse -> regions.put(warehouse.id(), warehouse.region()));
    Map<String, String> categories = new HashMap<>();
    Map<String, String> departments = new HashMap<>();
    for (Item item : items) {
      categories.put(item.id(), item.category());
      departments.put(item.id(), item.department());
    }
    return new SeriesCatalogue(regions, categories, departments, items.isEmpty());
  }

  /** Whether a series is one of those that all others are sums of. */
  boolean isSingle(SeriesKey key) {
    return isOfTotals ? key.itemId().equals(SeriesKey.TOTAL) : !key.isGroup();
  }

  String region(SeriesKey key) {
    return regions.getOrDefault(key.warehouseId(), "");
  }

  /** Empty where there is none. */
  String category(SeriesKey key) {
    return categories.getOrDefault(key.itemId(), "");
  }

  /** Empty where there is none. */
  String department(SeriesKey key) {
    return departments.getOrDefault(key.itemId(), "");
  }

  /**
   * The levels that sums of items are judged at: places (everywhere, region, warehouse) by goods
   * (all, department, category, item), but for those that would be another once more, and for the
   * item in a warehouse, which is no sum. With M5's data these are the levels of its competition.
   */
  List<Level> levels() {
    List<Place> places = new ArrayList<>(List.of(Place.EVERYWHERE));
    int inRegions = distinct(regions);
    if (inRegions > 1 && inRegions < regions.size()) {
      places.add(Place.REGION);
    }
    if (regions.size() > 1) {
      places.add(Place.WAREHOUSE);
    }
    List<Goods> goods = goods();
    List<Level> levels = new ArrayList<>();
    for (Place place : places) {
      for (Goods good : goods) {
        boolean isSingle =
            place == places.get(places.size() - 1) && good == goods.get(goods.size() - 1);
        if (!isSingle) {
          levels.add(new Level(place, good));
        }
      }
    }
    return levels;
  }

  private List<Goods> goods() {
    List<Goods> goods = new ArrayList<>(List.of(Goods.ALL));
    if (isOfTotals) {
      return goods;
    }
    if (distinct(departments) > 1 && !isSamePartition()) {
      goods.add(Goods.DEPARTMENT);
    }
    if (distinct(categories) > 1) {
      goods.add(Goods.CATEGORY);
    }
    if (categories.size() > 1) {
      goods.add(Goods.ITEM);
    }
    return goods;
  }

  private boolean isSamePartition() {
    Set<List<String>> pairs = new HashSet<>();
    categories.forEach(
        (item, category) -> pairs.add(List.of(category, departments.getOrDefault(item, ""))));
    return pairs.size() == distinct(departments) && pairs.size() == distinct(categories);
  }

  private static int distinct(Map<String, String> names) {
    return new HashSet<>(names.values()).size();
  }

  enum Place {
    EVERYWHERE,
    REGION,
    WAREHOUSE
  }

  enum Goods {
    ALL,
    DEPARTMENT,
    CATEGORY,
    ITEM
  }

  /** A way to add items up. */
  record Level(Place place, Goods goods) {

    String wireName() {
      return (place + "-" + goods).toLowerCase(java.util.Locale.ROOT);
    }

    /** The sum that a series belongs to. */
    String node(SeriesKey key, SeriesCatalogue catalogue) {
      String where =
          switch (place) {
            case EVERYWHERE -> "";
            case REGION -> catalogue.region(key);
            case WAREHOUSE -> key.warehouseId();
          };
      String what =
          switch (goods) {
            case ALL -> "";
            case DEPARTMENT -> catalogue.department(key);
            case CATEGORY -> catalogue.category(key);
            case ITEM -> key.itemId();
          };
      return where + "|" + what;
    }
  }
}
