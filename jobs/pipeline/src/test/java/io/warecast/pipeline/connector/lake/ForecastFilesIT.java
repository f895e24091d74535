package io.warecast.pipeline.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastFilesIT {

  private static final int ORIGIN = 17_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path lake;

  @ParameterizedTest
  @ValueSource(longs = {0, 50})
  void completesEveryFileOfABoundedStreamingJob(long checkpointMillis) throws Exception {
    ForecastFiles files = ForecastFiles.of(uri(), ORIGIN, "r1");
    files.prepare();
    stage(files, 500, checkpointMillis);
    assertThat(files.isPublished()).isFalse();

    ForecastManifest manifest = files.staged();
    files.publish(manifest);

    assertThat(files.isPublished()).isTrue();
    assertThat(manifest.rows()).isEqualTo(1_500);
    assertThat(manifest.origin()).isEqualTo("2016-07-18");
    assertThat(manifest.parquet()).hasSizeGreaterThan(1);
    for (LakeFile file : manifest.csv()) {
      Path path = run("r1").resolve(file.path());
      assertThat(Files.readAllLines(path)).hasSize((int) file.rows() + 1);
      assertThat(Files.size(path)).isEqualTo(file.bytes());
    }
    List<ForecastRow> rows = new ArrayList<>();
    files.read(rows::add);
    assertThat(rows).hasSize(1_500);
    ForecastRow row =
        rows.stream()
            .filter(r -> r.key().equals(forecast(7).key()) && r.targetDay() == ORIGIN + 2)
            .findFirst()
            .orElseThrow();
    assertThat(row.mean()).isEqualTo(8f);
    assertThat(row.lower()).isEqualTo(3.5f);
    assertThat(row.upper()).isEqualTo(16f);
    assertThat(row.levels()).containsExactly(.1f, .5f, .9f);
    assertThat(row.quantiles()).containsExactly(3.5f, 8f, 16f);
    assertThat(row.modelVersion()).isEqualTo("m-1");
    assertThat(row.tier()).isEqualTo(Tier.MODEL);
    assertThat(row.method()).isEqualTo(Method.XGBOOST);
  }

  @Test
  void copiesOneCsvWithOneHeaderAndQuotedNames() throws Exception {
    ForecastFiles files = ForecastFiles.of(uri(), ORIGIN, "r1");
    stage(files, 20, 0);
    files.publish(files.staged());
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    files.copyCsv(csv);
    List<String> lines = csv.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(61);
    assertThat(lines.get(0)).isEqualTo("warehouse_id,item_id,target_date,mean,lower,upper,method");
    assertThat(lines).contains("BER,\"item \"\"7\"\", ü\",2016-07-20,8.0,3.5,16.0,xgboost");
    assertThat(lines.stream().filter(line -> line.startsWith("warehouse_id"))).hasSize(1);
  }

  @Test
  void countsOnlyFinishedFilesAndForgetsADiscardedRun() throws Exception {
    ForecastFiles files = ForecastFiles.of(uri(), ORIGIN, "r1");
    ForecastFiles other = ForecastFiles.of(uri(), ORIGIN, "r2");
    stage(files, 10, 0);
    stage(other, 10, 0);
    Files.writeString(run("r1").resolve("csv/.part-0.csv.inprogress.1"), "half a li");
    ForecastManifest manifest = files.staged();
    assertThat(manifest.rows()).isEqualTo(30);
    files.publish(manifest);
    other.publish(other.staged());

    files.discard();
    files.discard();

    assertThat(run("r1")).doesNotExist();
    assertThat(files.isPublished()).isFalse();
    assertThat(other.isPublished()).isTrue();
    assertThatThrownBy(() -> files.read(row -> {}))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("run r1 is not published");
  }

  @Test
  void preparesByRemovingWhatAKilledRunStaged() throws Exception {
    ForecastFiles files = ForecastFiles.of(uri(), ORIGIN, "r1");
    stage(files, 10, 0);
    files.prepare();
    assertThat(files.staged().rows()).isZero();
  }

  @Test
  void refusesToPublishWhenTheFormsDifferOrAFileIsDamaged() throws Exception {
    ForecastFiles files = ForecastFiles.of(uri(), ORIGIN, "r1");
    stage(files, 10, 0);
    Path csv = first(run("r1").resolve("csv"));
    Files.writeString(csv, Files.readString(csv) + "one more\n");
    assertThatThrownBy(files::staged)
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("30 rows of Parquet but 31 of CSV");
    Path parquet = first(run("r1").resolve("parquet"));
    Files.writeString(parquet, "no parquet");
    assertThatThrownBy(files::staged)
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining(parquet.getFileName().toString());
    assertThat(files.isPublished()).isFalse();
  }

  @Test
  void saysBeforeTheJobThatTheFolderCannotBeWritten() throws IOException {
    Files.writeString(lake.resolve("forecasts"), "not a folder");
    assertThatThrownBy(() -> ForecastFiles.of(uri(), ORIGIN, "r1").prepare())
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("cannot write")
        .hasMessageContaining("forecasts/origin=2016-07-18/run=r1");
  }

  private static void stage(ForecastFiles files, int series, long checkpointMillis)
      throws Exception {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    env.setParallelism(2);
    if (checkpointMillis > 0) {
      env.enableCheckpointing(checkpointMillis);
    }
    DataStream<Forecast> forecasts =
        env.fromData(
            TypeInformation.of(Forecast.class),
            IntStream.range(0, series)
                .mapToObj(ForecastFilesIT::forecast)
                .toArray(Forecast[]::new));
    DataStream<Forecast> spread = forecasts.rebalance();
    spread.sinkTo(files.parquet());
    spread.sinkTo(files.csv());
    env.execute();
  }

  private static Forecast forecast(int i) {
    float[] mean = {i, i + 1, i + 2};
    float[] low = {i / 2f, i / 2f, i / 2f};
    float[] high = {2 * i, 2 * i + 2, 2 * i + 4};
    return new Forecast(
        new SeriesKey("BER", "item \"" + i + "\", ü"),
        ORIGIN,
        1,
        2,
        3,
        4,
        Tier.MODEL,
        Method.XGBOOST,
        "m-1",
        mean,
        new float[] {.1f, .5f, .9f},
        new float[][] {low, mean, high});
  }

  private static Path first(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().findFirst().orElseThrow();
    }
  }

  private Path run(String id) {
    return lake.resolve("forecasts/origin=2016-07-18/run=" + id);
  }

  private String uri() {
    return lake.toUri().toString();
  }
}
