package io.warecast.local.sample;

import io.warecast.domain.series.Warehouse;
import java.util.ArrayList;
import java.util.List;

/**
 * A warehouse of the sample with what shapes its demand.
 *
 * @param size level of demand, 1 is usual
 * @param openingDay epoch day of its first demand
 * @param growth of demand a year
 * @param meanTemperature of the year, °C
 * @param summerGain what midsummer (July) adds to the mean, °C; negative in the south
 */
record Site(
    Warehouse warehouse,
    double size,
    int openingDay,
    double growth,
    double meanTemperature,
    double summerGain) {

  private record Place(
      String id,
      Region region,
      String timeZone,
      double size,
      double opensAt,
      double growth,
      double meanTemperature,
      double summerGain) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("hamburg", Region.GERMANY, "Europe/Berlin", 1.3, 0, .05, 9.5, 8.5),
          new Place("new-york", Region.UNITED_STATES, "America/New_York", 1.7, 0, .02, 12.5, 12),
          new Place("leeds", Region.UNITED_KINGDOM, "Europe/London", 0.7, 0, -.03, 10, 6),
          new Place("sydney", Region.AUSTRALIA, "Australia/Sydney", 1.0, .45, .12, 18, -5.5),
          new Place("munich", Region.GERMANY, "Europe/Berlin", 1.0, 0, .04, 9, 9.5),
          new Place("denver", Region.UNITED_STATES, "America/Denver", 0.9, .15, .08, 10.5, 12),
          new Place("london", Region.UNITED_KINGDOM, "Europe/London", 1.8, 0, .01, 11.5, 7),
          new Place("melbourne", Region.AUSTRALIA, "Australia/Melbourne", 0.8, .7, .1, 15.5, -5));

  static List<Site> of(SamplePlan plan) {
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < plan.warehouses(); i++) {
      Place place = PLACES.get(i % PLACES.size());
      int round = i / PLACES.size();
      String id = round == 0 ? place.id() : place.id() + "-" + (round + 1);
      sites.add(
          new Site(
              new Warehouse(id, place.region().title(), place.timeZone()),
              place.size(),
              plan.dayAt(place.opensAt()),
              place.growth(),
              place.meanTemperature(),
              place.summerGain()));
    }
    return sites;
  }

  String id() {
    return warehouse.id();
  }
}
