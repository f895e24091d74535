package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.message.ModelActivationJson;
import io.warecast.domain.model.ModelActivation;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Models change under the running job while orders keep coming. */
class ModelSwapIT extends ContinuousScenario {

  private static final long NOON = (SmallLake.LAST_DAY + 1) * 86_400_000L + 43_200_000L;

  private static final Duration THREE_LOOKS = Duration.ofSeconds(3);

  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void everyForecastIsOfOneVersionOrTheOtherAndNoneIsMissing() throws Exception {
    train("v2", 3);
    train("corrupt", 4);
    Path booster = folder.resolve("models/demand/corrupt/model.ubj");
    byte[] bytes = Files.readAllBytes(booster);
    bytes[bytes.length / 2] ^= 1;
    Files.write(booster, bytes);

    start("--horizon", "7", "--interval", "50", "--alias-poll", "1");
    ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> unused =
          load.scheduleAtFixedRate(this::sendAnOrder, 0, 5, TimeUnit.MILLISECONDS);
      awaitAll("v1");
      activate("v2");
      awaitAll("v2");
      int swapped = forecasts().size();

      activate("corrupt");
      await().untilAsserted(() -> assertThat(badModels()).isEqualTo(1));
      int refused = forecasts().size();
      await().untilAsserted(() -> assertThat(forecasts()).hasSizeGreaterThan(refused + 100));
      assertThat(versions(forecasts(), swapped)).containsExactly("v2");
      assertThat(served()).containsExactly("v2");

      models().promote("v2"); // in use already, by the topic
      int promoted = forecasts().size();
      // An alias that goes forth and back between two looks at it is not seen to have moved.
      await()
          .pollDelay(THREE_LOOKS)
          .untilAsserted(() -> assertThat(forecasts()).hasSizeGreaterThan(promoted + 100));
      assertThat(served()).containsExactly("v2");
      models().promote(models().manifest("previous").version());
      awaitAll("v1");
      assertThat(versions(forecasts(), 0)).containsExactly("v1", "v2");
      assertThat(badModels()).isEqualTo(1);
      assertThat(status()).isEqualTo(JobStatus.RUNNING);
    } finally {
      load.shutdownNow();
      assertThat(load.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void sendAnOrder() {
    int i = sent.getAndIncrement();
    String warehouse = List.of("north", "south", "west").get(i % 3);
    send(new OrderEvent("e" + i, warehouse, "item-" + i % 12, 1 + i % 9, NOON + i), NOON + i);
  }

  private void activate(String version) {
    send(
        KafkaTopic.MODEL_ACTIVATIONS,
        null,
        System.currentTimeMillis(),
        null,
        ModelActivationJson.write(new ModelActivation("demand", version, "")));
  }

  /** Every series is served, and by this version. */
  private void awaitAll(String version) {
    await().untilAsserted(() -> assertThat(served()).containsExactly(version));
  }

  /** Versions of what Redis serves; all series must be there. */
  private TreeSet<String> served() {
    try (Jedis redis = servers.directRedis().connect()) {
      List<Forecast> served = Published.forecasts(redis);
      assertThat(served).hasSize(SmallLake.SERIES);
      return versions(served, 0);
    }
  }

  private static TreeSet<String> versions(List<Forecast> forecasts, int from) {
    TreeSet<String> versions = new TreeSet<>();
    for (Forecast forecast : forecasts.subList(from, forecasts.size())) {
      if (!forecast.key().equals(SmallLake.NEW_ITEM)) {
        versions.add(forecast.modelVersion());
      }
    }
    return versions;
  }

  /** All that was ever written to the topic, by the time of its writing. */
  private List<Forecast> forecasts() {
    List<Forecast> forecasts = new ArrayList<>();
    for (var record : broker.committed(kafka.topic(KafkaTopic.FORECASTS))) {
      try {
        Forecast forecast =
            ForecastCodec.decode(new String(record.value(), StandardCharsets.UTF_8));
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
            .isEqualTo(
                new SeriesKey(forecast.key().warehouseId(), forecast.key().itemId())
                    .partitionKey());
        forecasts.add(forecast);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    forecasts.sort(java.util.Comparator.comparingLong(Forecast::generatedAt));
    return forecasts;
  }

  private long badModels() {
    return broker.committed(kafka.topic(KafkaTopic.DEAD_LETTERS)).stream()
        .filter(
            record ->
                new String(record.value(), StandardCharsets.UTF_8)
                    .contains("\"reason\":\"bad_model\""))
        .count();
  }
}
