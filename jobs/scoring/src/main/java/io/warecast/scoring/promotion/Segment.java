package io.warecast.scoring.promotion;

import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.domain.series.SeriesKey;
import io.warecast.scoring.calibration.CalibratedForecast;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the held-back days that is judged on its own.
 *
 * @param kind what parts of its kind divide the days by
 * @param name which of them; empty for all
 */
record Segment(String kind, String name) {

  static final Segment TOTAL = new Segment(SegmentComparison.TOTAL, "");

  private static final String WAREHOUSE = "warehouse";
  private static final String CATEGORY = "category";
  private static final String DEMAND_CLASS = "demand_class";

  /** All that an item's forecast is part of, but for weeks. */
  static List<Segment> ofItem(CalibratedForecast item) {
    List<Segment> segments = ofSum(item.group());
    segments.add(new Segment(DEMAND_CLASS, item.made().demandClass().wireName()));
    return segments;
  }

  /** All that the sum of a group's items says something of, but for weeks. */
  static List<Segment> ofSum(SeriesKey group) {
    List<Segment> segments = new ArrayList<>();
    segments.add(TOTAL);
    segments.add(new Segment(WAREHOUSE, group.warehouseId()));
    String category = group.categoryName();
    if (!category.isEmpty()) {
      segments.add(new Segment(CATEGORY, category));
    }
    return segments;
  }

  /**
   * A week of the horizon.
   *
   * @param week counts from 0
   */
  static Segment week(int week) {
    return new Segment("week", Integer.toString(week + 1));
  }
}
