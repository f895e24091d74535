package io.warecast.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.series.SeriesKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The original files, where they are at hand. */
class RealDataTest {

  @TempDir Path rejects;

  @Test
  void readsAllOfM5() {
    RecordingSink m5 = read(new M5Importer(), "m5");

    assertThat(m5.demand).hasSize(30_490);
    assertThat(m5.offers).hasSize(30_490);
    assertThat(m5.items).hasSize(3_049);
    assertThat(m5.warehouses).hasSize(10);
    assertThat(m5.warehouses.get("TX_2").timeZone()).isEqualTo("America/Chicago");
    assertThat(m5.demand.values())
        .allSatisfy(s -> assertThat(s.lastDay()).isEqualTo(day("2016-05-22")));
    assertThat(m5.demand.values().stream().mapToInt(DemandStretch::firstDay).min())
        .hasValue(day("2015-03-03"));
  }

  @Test
  void knowsEventsAndPricesOfM5BeyondTheLastSale() {
    RecordingSink m5 = read(new M5Importer(), "m5");

    assertThat(m5.events)
        .filteredOn(e -> e.warehouseId().equals("CA_1") && e.day() > day("2016-05-22"))
        .extracting("kind", "name")
        .contains(tuple(DayKind.EVENT, "Father's day"), tuple(DayKind.PROMOTION, "SNAP"));
    assertThat(m5.events)
        .filteredOn(e -> e.kind() == DayKind.CLOSURE)
        .hasSize(10)
        .allSatisfy(e -> assertThat(e.day()).isEqualTo(day("2015-12-25")));
    OfferTimeline offers = m5.offers.get(new SeriesKey("CA_1", "HOBBIES_1_001"));
    assertThat(offers.price(day("2016-06-19"))).isPositive();
    assertThat(offers.fromDays().length).isLessThan(20);
  }

  @Test
  void readsAllOfRohlik() {
    RecordingSink rohlik = read(new RohlikImporter(), "rohlik");

    Map<String, Integer> daysKnown = new HashMap<>();
    rohlik.demand.forEach((key, s) -> daysKnown.put(key.warehouseId(), known(s)));
    assertThat(daysKnown)
        .containsOnly(
            Map.entry("Prague_1", 1133),
            Map.entry("Prague_2", 1133),
            Map.entry("Prague_3", 1133),
            Map.entry("Brno_1", 1133),
            Map.entry("Munich_1", 733),
            Map.entry("Frankfurt_1", 577),
            Map.entry("Budapest_1", 1095));
    assertThat(rohlik.events)
        .filteredOn(e -> e.warehouseId().equals("Munich_1") && e.day() > day("2024-03-15"))
        .isNotEmpty();
  }

  private RecordingSink read(Importer importer, String name) {
    Path folder = Path.of(System.getProperty("realdata.dir", "missing"), name);
    assumeTrue(
        Files.isDirectory(folder), () -> "skipped: no real data at " + folder.toAbsolutePath());
    RecordingSink sink = RecordingSink.read(importer, folder, rejects.resolve("rejects.csv"), 0);
    assertThat(rejects.resolve("rejects.csv")).doesNotExist();
    return sink;
  }

  private static int known(DemandStretch stretch) {
    int known = 0;
    for (float units : stretch.units()) {
      known += Float.isNaN(units) ? 0 : 1;
    }
    return known;
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
