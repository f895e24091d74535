package io.warecast.pipeline.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.SeriesOffers;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeSourceIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void givesBackRandomSeriesAndOffersBitByBit(long seed) throws Exception {
    Random random = new Random(seed);
    Map<SeriesKey, DemandStretch> demand = new HashMap<>();
    Map<SeriesKey, OfferTimeline> offers = new HashMap<>();
    List<OrderEvent> orders = new ArrayList<>();
    try (LakeImport lake = begin(3, 600)) {
      for (int w = 0; w < 3; w++) {
        for (int i = 0; i < 600; i++) {
          SeriesKey key = new SeriesKey("W" + w, "item, \"" + i + "\" ü");
          DemandStretch stretch =
              new DemandStretch(key, random.nextInt(-500, 20_000), units(random));
          OfferTimeline timeline = timeline(random);
          OrderEvent order =
              new OrderEvent("e" + w + i, "W" + w, key.itemId(), random.nextDouble(), i);
          lake.demand(stretch);
          lake.offers(key, timeline);
          lake.order(order);
          orders.add(order);
          if (stretch.units().length > 0) {
            demand.put(key, stretch);
          }
          if (timeline.fromDays().length > 0) {
            offers.put(key, timeline);
          }
        }
      }
      lake.commit();
    }
    Lake lake = Lake.at(uri());

    List<DemandStretch> items =
        read(lake.demand(lake.lastDay()), 2).stream().filter(s -> !s.key().isGroup()).toList();
    assertThat(items).hasSize(demand.size());
    for (DemandStretch stretch : items) {
      DemandStretch wanted = demand.get(stretch.key());
      assertThat(stretch.firstDay()).isEqualTo(wanted.firstDay());
      assertThat(Arrays.equals(stretch.units(), wanted.units())).isTrue();
    }
    List<SeriesOffers> timelines = read(lake.offers(), 2);
    assertThat(timelines).hasSize(offers.size());
    for (SeriesOffers series : timelines) {
      OfferTimeline wanted = offers.get(series.key());
      assertThat(series.offers().fromDays()).isEqualTo(wanted.fromDays());
      assertThat(Arrays.equals(series.offers().prices(), wanted.prices())).isTrue();
      assertThat(series.offers().promoted()).isEqualTo(wanted.promoted());
    }
    assertThat(read(lake.orders(), 2)).containsExactlyInAnyOrderElementsOf(orders);
  }

  @Test
  void cutsDemandAtTheLastDayAskedFor() throws Exception {
    try (LakeImport lake = begin(1, 2)) {
      lake.demand(new DemandStretch(item(0), 10, new float[] {1, 2, 3}));
      lake.demand(new DemandStretch(item(1), 12, new float[] {4}));
      lake.commit();
    }
    List<DemandStretch> read = read(Lake.at(uri()).demand(11), 1);
    assertThat(read).extracting(DemandStretch::lastDay).containsOnly(11);
    assertThat(read).extracting(DemandStretch::key).contains(item(0)).doesNotContain(item(1));
  }

  @Test
  void givesEveryStretchOfASeriesThatSeveralFilesHold() throws Exception {
    try (LakeImport lake = begin(1, 1)) {
      lake.demand(new DemandStretch(item(0), 10, new float[] {1, 2}));
      lake.commit();
    }
    addIncrement(new DemandStretch(item(0), 13, new float[] {3}));

    Lake lake = Lake.at(uri());
    lake.verify();
    assertThat(read(lake.demand(20), 1))
        .filteredOn(stretch -> stretch.key().equals(item(0)))
        .extracting(DemandStretch::firstDay)
        .containsExactlyInAnyOrder(10, 13);
    assertThat(read(lake.demand(12), 1)).extracting(DemandStretch::firstDay).containsOnly(10);
    assertThat(lake.demand(item(0)).orElseThrow().units()).containsExactly(1, 2, Float.NaN, 3);
  }

  @Test
  void readsManyFilesAndRowGroupsInParallelOnce() throws Exception {
    int days = 2_000;
    float[] units = new float[days];
    Random random = new Random(7);
    try (LakeImport lake = begin(2, 4_000)) {
      for (int w = 0; w < 2; w++) {
        for (int i = 0; i < 4_000; i++) {
          for (int d = 0; d < days; d++) {
            units[d] = random.nextFloat();
          }
          units[0] = w * 4_000 + i;
          lake.demand(
              new DemandStretch(
                  new SeriesKey("W" + w, "item, \"" + i + "\" ü"), 100, units.clone()));
        }
      }
      lake.commit();
    }
    Lake lake = Lake.at(uri());
    assertThat(lake.verify().files(DataSets.DEMAND)).hasSizeGreaterThan(3);
    List<DemandStretch> read = read(lake.demand(101), 4);
    assertThat(read).hasSize(8_006);
    assertThat(read.stream().filter(s -> !s.key().isGroup()).mapToDouble(s -> s.units()[0]).sum())
        .isEqualTo(8_000 * 7_999 / 2.0);
  }

  @Test
  void aDamagedPageFailsTheJobAndNamesTheFile() throws Exception {
    try (LakeImport lake = begin(1, 50)) {
      Random random = new Random(1);
      for (int i = 0; i < 50; i++) {
        float[] units = new float[300];
        for (int d = 0; d < units.length; d++) {
          units[d] = random.nextFloat();
        }
        lake.demand(new DemandStretch(item(i), 10, units));
      }
      lake.commit();
    }
    Lake lake = Lake.at(uri());
    String damaged = lake.verify().files(DataSets.DEMAND).get(0).path();
    Path file = folder.resolve("lake").resolve(damaged);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 64, (byte) 0x11);
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(lake.demand(1000), 1))
        .hasStackTraceContaining(ActionableException.class.getName())
        .hasStackTraceContaining(damaged);
  }

  /** What a daily increment is: more files in the manifest. */
  private void addIncrement(DemandStretch stretch) {
    LakeFolder lake = LakeFolder.at(uri());
    PartWriter<DemandStretch> parts =
        new PartWriter<>(lake, DataSets.DEMAND, "increment", new DemandForm(Integer.MAX_VALUE));
    parts.write(stretch);
    LakeManifest before = lake.parse(lake.manifest().orElseThrow(), LakeManifest.class);
    Map<String, List<LakeFile>> dataSets = new HashMap<>(before.dataSets());
    List<LakeFile> demand = new ArrayList<>(before.files(DataSets.DEMAND));
    demand.addAll(parts.finish());
    dataSets.put(DataSets.DEMAND, demand);
    lake.replaceManifest(
        new LakeManifest(
            before.format(), before.createdAt(), before.firstDay(), "1970-01-14", 1, dataSets));
  }

  private LakeImport begin(int warehouses, int items) {
    LakeImport lake = LakeImport.into(uri());
    for (int w = 0; w < warehouses; w++) {
      lake.warehouse(new Warehouse("W" + w, "", "UTC"));
    }
    for (int i = 0; i < items; i++) {
      lake.item(new Item(item(i).itemId(), "c" + i % 2, ""));
    }
    return lake;
  }

  private static SeriesKey item(int i) {
    return new SeriesKey("W0", "item, \"" + i + "\" ü");
  }

  private static float[] units(Random random) {
    float[] units = new float[random.nextInt(10) == 0 ? random.nextInt(2) : random.nextInt(1_200)];
    boolean counts = random.nextBoolean();
    for (int i = 0; i < units.length; i++) {
      units[i] =
          switch (random.nextInt(6)) {
            case 0 -> Float.NaN;
            case 1 -> 0f;
            default -> counts ? random.nextInt(30) : random.nextFloat() * 1e6f;
          };
    }
    return units;
  }

  private static OfferTimeline timeline(Random random) {
    int n = random.nextInt(5) == 0 ? 0 : random.nextInt(700);
    int[] days = new int[n];
    float[] prices = new float[n];
    boolean[] promoted = new boolean[n];
    int day = random.nextInt(20_000);
    for (int i = 0; i < n; i++) {
      day += 1 + random.nextInt(7);
      days[i] = day;
      prices[i] = random.nextInt(9) == 0 ? Float.NaN : random.nextInt(1_000) / 100f;
      promoted[i] = random.nextBoolean();
    }
    return new OfferTimeline(days, prices, promoted);
  }

  private static <T> List<T> read(Source<T, ?, ?> source, int parallelism) throws Exception {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    try (CloseableIterator<T> results =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "lake").executeAndCollect()) {
      List<T> all = new ArrayList<>();
      results.forEachRemaining(all::add);
      return all;
    }
  }

  private String uri() {
    return folder.resolve("lake").toUri().toString();
  }
}
