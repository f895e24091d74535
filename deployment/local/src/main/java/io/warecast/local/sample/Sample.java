package io.warecast.local.sample;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Warehouses, items, demand and all that moves it, made up from a seed. The same plan gives the
 * same data, in whatever order it is asked for.
 */
public final class Sample {

  private static final long MILLIS_PER_DAY = 86_400_000;

  private final SamplePlan plan;
  private final List<Product> products;
  private final Map<String, SiteData> sites = new LinkedHashMap<>();

  /** All that belongs to one site. */
  private record SiteData(
      Site site,
      SiteCalendar calendar,
      SiteWeather weather,
      OrderLines orders,
      Map<SeriesKey, SeriesModel> series) {}

  private Sample(SamplePlan plan) {
    this.plan = plan;
    this.products = Product.of(plan);
  }

  public static Sample of(SamplePlan plan) {
    Sample sample = new Sample(plan);
    Site.of(plan).forEach(site -> sample.sites.put(site.id(), sample.dataOf(site)));
    return sample;
  }

  public List<Warehouse> warehouses() {
    return sites.values().stream().map(data -> data.site().warehouse()).toList();
  }

  public List<Item> items() {
    return products.stream().map(Product::item).toList();
  }

  /** The series of single items, by warehouse. */
  public List<SeriesKey> series() {
    return sites.values().stream().flatMap(data -> data.series().keySet().stream()).toList();
  }

  /** Special days of a warehouse, past ones and those known ahead. */
  public List<CalendarEvent> events(String warehouseId) {
    return data(warehouseId).calendar().events();
  }

  /** Weather forecasts of a warehouse, issued up to the plan's end. */
  public List<WeatherForecast> weather(String warehouseId) {
    return data(warehouseId).weather().forecasts(plan.firstDay(), plan.lastDay());
  }

  /**
   * What all warehouses are told of their weather on a day, whether before the plan's end or not.
   */
  public List<WeatherForecast> weatherIssuedOn(int day) {
    return sites.values().stream().flatMap(data -> data.weather().issuedOn(day).stream()).toList();
  }

  /** All demand of a series up to the plan's end. */
  public DemandStretch demand(SeriesKey key) {
    return model(key).demand();
  }

  /** Prices and promotions of a series, past ones and those known ahead. */
  public OfferTimeline offers(SeriesKey key) {
    return model(key).offers();
  }

  /**
   * The orders that make up a demand day, by time; none when that demand is unknown. Days up to
   * {@value SamplePlan#KNOWN_AHEAD_DAYS} after the plan's end can be asked for, too.
   *
   * @param day epoch day, local to the warehouse
   */
  public List<OrderEvent> orders(SeriesKey key, int day) {
    requireKnown(day);
    return data(key.warehouseId()).orders().of(model(key), day);
  }

  /**
   * The orders of all series in the local days from {@code fromDay} to {@code toDay}, by time.
   * Holds one day of each warehouse in memory.
   */
  public Stream<OrderEvent> orders(int fromDay, int toDay) {
    requireKnown(fromDay);
    requireKnown(toDay);
    List<Iterator<OrderEvent>> bySite = new ArrayList<>();
    for (SiteData data : sites.values()) {
      bySite.add(
          Stream.iterate(fromDay, day -> day <= toDay, day -> day + 1)
              .flatMap(day -> ordersOf(data, day))
              .iterator());
    }
    return OrderMerge.byTime(bySite);
  }

  /**
   * All orders from one local day to the last known, by time, without those up to and including one
   * that was had before; where nothing was, {@code afterTime} is {@code Long.MIN_VALUE}.
   *
   * @param afterTime epoch millis of that order
   * @param afterId its event id
   */
  public Stream<OrderEvent> ordersAfter(int fromDay, long afterTime, String afterId) {
    // Local days begin up to 14 hours before those of UTC.
    long mayBeOf = Math.floorDiv(afterTime, MILLIS_PER_DAY) - 1;
    int first = (int) Math.max(fromDay, Math.min(mayBeOf, plan.lastKnownDay() + 1L));
    return first > plan.lastKnownDay()
        ? Stream.empty()
        : orders(first, plan.lastKnownDay())
            .dropWhile(order -> OrderLines.isNotAfter(order, afterTime, afterId));
  }

  private static Stream<OrderEvent> ordersOf(SiteData data, int day) {
    Collection<SeriesModel> series = data.series().values();
    return series.stream()
        .flatMap(model -> data.orders().of(model, day).stream())
        .sorted(OrderLines.BY_TIME);
  }

  private SiteData dataOf(Site site) {
    SiteCalendar calendar = SiteCalendar.of(plan, site);
    SiteWeather weather = new SiteWeather(plan.seed(), site);
    Map<String, DayFactors> factors = new LinkedHashMap<>();
    for (Assortment assortment : Assortment.ALL) {
      factors.put(assortment.category(), DayFactors.of(plan, site, calendar, weather, assortment));
    }
    Map<SeriesKey, SeriesModel> series = new LinkedHashMap<>();
    for (Product product : products) {
      // What was delisted before the site opened was never sold there.
      if (product.delistedFrom() > site.openingDay()) {
        DayFactors ofCategory = factors.get(product.item().category());
        if (ofCategory != null) {
          SeriesModel model = new SeriesModel(plan, site, product, ofCategory);
          series.put(model.key(), model);
        }
      }
    }
    OrderLines orders = new OrderLines(plan.seed(), site);
    return new SiteData(site, calendar, weather, orders, series);
  }

  private void requireKnown(int day) {
    int last = plan.lastKnownDay();
    if (day < plan.firstDay() || day > last) {
      throw new IllegalArgumentException(
          "epoch day %d is not in %d .. %d".formatted(day, plan.firstDay(), last));
    }
  }

  private SeriesModel model(SeriesKey key) {
    SeriesModel model = data(key.warehouseId()).series().get(key);
    if (model == null) {
      throw new IllegalArgumentException("the sample has no series " + key);
    }
    return model;
  }

  private SiteData data(String warehouseId) {
    SiteData data = sites.get(warehouseId);
    if (data == null) {
      throw new IllegalArgumentException("the sample has no warehouse " + warehouseId);
    }
    return data;
  }
}
