package io.warecast.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.message.ForecastReplyJson;
import io.warecast.domain.message.ForecastRequestJson;
import io.warecast.domain.series.SeriesKey;
import io.warecast.local.cli.SmallHome.Answer;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Ports;
import io.warecast.local.server.StackHomes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The commands that talk with a running stack, without the job, whose part the tests play. */
class LiveCommandsIT {

  private static final SeriesKey SERIES = new SeriesKey("hamburg", "bakery-001");
  private static final int ORIGIN = (int) LocalDate.parse("2026-01-31").toEpochDay();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private static Path folder;
  private static SmallHome home;
  private static LocalStack stack;

  @BeforeAll
  static void start() throws IOException {
    SmallHome trained = SmallHome.trained();
    home = new SmallHome(StackHomes.in(folder));
    Files.delete(home.home().models().getParent());
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(trained.home().lake().toUri()),
        new org.apache.flink.core.fs.Path(home.home().lake().toUri()),
        false);
    stack = LocalStack.start(home.home(), new Ports(home.home(), Map.of(), Map.of()), System.out);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void watchPrintsALineEachTimeThatTheForecastMoves() throws Exception {
    store(forecast(1, 5));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CompletableFuture<Answer> watched =
        CompletableFuture.supplyAsync(
            () -> home.run(out, "watch", "hamburg", "bakery-001", "--count", "3"));
    // Each is there until it has been seen, and looked at twice more, which is no move.
    for (int sequence = 2; sequence <= 3; sequence++) {
      int linesBefore = sequence;
      await().atMost(LIMIT).until(() -> out.toString(UTF_8).lines().count() == linesBefore);
      awaitReads(2);
      store(forecast(sequence, 5 + sequence));
    }

    List<String> lines = watched.get().out().lines().toList();
    assertThat(lines).as("%s", watched.get()).hasSize(4);
    assertThat(lines.get(0)).contains("as of", "mean of 7 days", "tier", "model");
    assertThat(lines.get(1)).startsWith("2026-01-31T23:00:01Z  2026-02-01 ").contains(" 5.00 ");
    assertThat(lines.get(3)).startsWith("2026-01-31T23:00:03Z").contains(" 8.00 ", "model", "v7");
  }

  /** Waits until Redis has been asked for values so many times more. */
  private static void awaitReads(int more) {
    try (Jedis jedis = new Jedis(stack.redis().host(), stack.redis().port())) {
      long before = reads(jedis);
      await().atMost(LIMIT).until(() -> reads(jedis) >= before + more);
    }
  }

  private static long reads(Jedis jedis) {
    return jedis
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_get:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
        .sum();
  }

  @Test
  void watchSaysThatASeriesHasNoForecast() {
    assertThat(home.run("watch", "nowhere", "bakery-001").err())
        .startsWith("There ")
        .contains("forecast");
  }

  @Test
  void requestSendsTheQuestionToTheSeriesAndPrintsItsReply() throws Exception {
    CompletableFuture<ForecastRequest> asked =
        answerNextRequest(request -> ForecastReply.of(request.requestId(), forecast(1, 9)));

    Answer answer =
        home.run(
            "request",
            "hamburg",
            "bakery-001",
            "--date",
            "2026-02-02",
            "--days",
            "3",
            "--price",
            "1.5",
            "--no-promoted");

    assertThat(answer.code()).as("%s", answer).isZero();
    assertThat(answer.out())
        .contains("bakery-001 in warehouse hamburg", "supposing price 1.5, not promoted")
        .contains("2026-02-02  Mon  9.00", "2026-02-04  Wed")
        .doesNotContain("2026-02-01", "2026-02-05");
    ForecastRequest request = asked.get();
    assertThat(request.key()).isEqualTo(SERIES);
    assertThat(request.forecastDay()).isEqualTo(ORIGIN + 2);
    assertThat(request.horizonDays()).isEqualTo(3);
    assertThat(request.whatIf()).isEqualTo(new WhatIf(1.5f, false, null, null));
    assertThat(request.modelVersion()).isEqualTo("latest");
  }

  @Test
  void requestPrintsWhatTheMeansAreMadeUpOf() throws Exception {
    float[][] units = new float[14][];
    Arrays.fill(units, new float[] {7, .5f, 1.5f});
    CompletableFuture<ForecastRequest> asked =
        answerNextRequest(
            request ->
                ForecastReply.of(
                    request.requestId(),
                    forecast(1, 9),
                    new Explanation(new String[] {"level", "price", "weekday"}, units)));

    String said =
        home.done(
            "request", "hamburg", "bakery-001", "--date", "2026-02-02", "--days", "2", "--explain");

    assertThat(asked.get().explain()).isTrue();
    assertThat(said)
        .containsPattern("term +2026-02-02 +2026-02-03\n")
        .containsPattern("level +7.00 +7.00\nweekday +1.50 +1.50\nprice +0.50 +0.50\n= mean +9.00");
  }

  @Test
  void requestSaysWhyTheJobRefused() {
    answerNextRequest(
        request -> ForecastReply.refused(request.requestId(), "unknown_model", "no version v9"));

    Answer answer =
        home.run(
            "request", "hamburg", "bakery-001", "--date", "2026-02-02", "--model-version", "v9");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("unknown_model", "no version v9");
  }

  @Test
  void requestGivesUpWhenNobodyReplies() {
    Answer answer =
        home.run("request", "hamburg", "bakery-001", "--date", "2026-02-02", "--timeout", "1");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("No reply came within 1 s", "warecast status");
  }

  @Test
  void deadLettersShowsTheNewestCommittedOnes() {
    assertThat(home.done("dead-letters")).contains("There are no dead letters.");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.kafkaBootstrap(), "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < 5; i++) {
        letter(producer, i, "detail " + i + "\\u001b[2J");
      }
      producer.commitTransaction();
      producer.beginTransaction();
      letter(producer, 9, "never committed");
      producer.flush();
      producer.abortTransaction();
    }

    String said = home.done("dead-letters", "--limit", "2");

    assertThat(said)
        .contains("The newest 2 of 5 dead letters")
        .contains("2026-01-31T23:00:00Z  orders-1@4", "malformed", "detail 4?[2J (key a|b)")
        .doesNotContain("detail 0", "never committed");
  }

  @Test
  void replaySendsOrdersAndSaysThatTheNextGoesOn() {
    String said = home.done("replay", "--speed", "10000x", "--days", "1");

    assertThat(said).contains("The next replay goes on from here.");
    assertThat(home.home().root().resolve("replay.json")).content().contains("\"orders\":");
  }

  @Test
  void promoteAndRollbackMoveTheAliasesAndSaySo() throws IOException {
    Path models = home.home().models().resolve("demand");
    String first = version(models);
    copyAs(models, first, "other");

    assertThat(home.run("models", "promote", "other").err())
        .contains("never before the gate", "--force");
    assertThat(home.done("models", "promote", "other", "--force"))
        .contains("version other is the latest", "previous: " + first);
    assertThat(Files.readString(models.resolve("aliases.json")))
        .contains("\"latest\" : \"other\"", "\"previous\" : \"" + first + "\"");
    assertThat(home.done("models", "promote", "other")).contains("nothing has changed");
    assertThat(home.done("models", "rollback")).contains("version " + first + " is the latest");
    assertThat(home.run("models", "promote", "v0").err())
        .contains("no model version 'v0'", "There are: " + first, "other");

    assertThat(home.done("models"))
        .containsPattern("other +[-0-9]+ +previous .*forced against " + first)
        .containsPattern(first + " +[-0-9]+ +latest .*promoted");
    assertThat(home.done("models", "shadow", "other")).contains("is the shadow now");
    assertThat(home.done("models")).contains("previous, shadow");
    assertThat(home.done("models", "shadow", "--off")).contains("No version");

    Files.write(models.resolve("other/model.ubj"), new byte[] {1, 2, 3});
    assertThat(home.run("models", "promote", "other").err()).contains("cannot be used", "SHA-256");
    assertThat(Files.readString(models.resolve("aliases.json")))
        .contains("\"latest\" : \"" + first + "\"");
  }

  @Test
  void promoteGivesAWarehouseAModelOfItsOwnAndRollbackTakesIt() throws IOException {
    Path models = home.home().models().resolve("demand");
    String latest = version(models);
    copyAs(models, latest, "own");

    assertThat(home.done("models", "promote", "own", "--force", "--warehouse", "hamburg"))
        .contains("version own is the one of warehouse hamburg");
    assertThat(Files.readString(models.resolve("aliases.json")))
        .contains("\"latest\" : \"" + latest + "\"", "\"latest:hamburg\" : \"own\"");
    assertThat(home.run("models", "promote", "own", "--warehouse", "x").err())
        .contains("no warehouse 'x'", "hamburg");
    assertThat(home.done("models", "rollback", "--warehouse", "hamburg"))
        .contains("Warehouse hamburg uses the model of all others again");
    assertThat(home.run("models", "rollback", "--warehouse", "sydney").err())
        .contains("no model version of its own");

    copyAs(models, latest, "own-2");
    home.done("models", "promote", "own", "--force", "--warehouse", "hamburg");
    home.done("models", "promote", "own-2", "--force", "--warehouse", "hamburg");
    assertThat(home.done("models", "rollback", "--warehouse", "hamburg", "--to-all"))
        .as("not to the version of its own before")
        .contains("Warehouse hamburg uses the model of all others again", "previous: own-2");
    assertThat(Files.readString(models.resolve("aliases.json"))).doesNotContain("latest:hamburg");
    assertThat(home.run("models", "rollback", "--to-all").err()).contains("--warehouse");
  }

  private static CompletableFuture<ForecastRequest> answerNextRequest(
      Function<ForecastRequest, ForecastReply> reply) {
    TopicReader requests =
        TopicReader.fromNow(stack.kafkaBootstrap(), KafkaTopic.FORECAST_REQUESTS);
    return CompletableFuture.supplyAsync(
        () -> {
          try (requests) {
            while (true) {
              for (ConsumerRecord<byte[], byte[]> message : requests.poll(Duration.ofSeconds(1))) {
                ForecastRequest request = ForecastRequestJson.read(message.value());
                assertThat(new String(message.key(), UTF_8))
                    .isEqualTo(request.key().partitionKey());
                // Of another's request, which must be passed over.
                send(ForecastReply.of("other", forecast(1, 1)));
                send(reply.apply(request));
                return request;
              }
            }
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void send(ForecastReply reply) {
    TopicWriter.send(
        stack.kafkaBootstrap(),
        KafkaTopic.FORECAST_REPLIES,
        reply.requestId(),
        ForecastReplyJson.write(reply));
  }

  private static void letter(KafkaProducer<String, String> producer, int offset, String detail) {
    String json =
        "{\"topic\":\"orders\",\"partition\":1,\"offset\":%d,\"timestamp\":1769900400000,\"reason\":\"malformed\",\"detail\":\"%s\",\"key\":\"a|b\",\"value\":\"x\"}"
            .formatted(offset, detail);
    var unused =
        producer.send(new ProducerRecord<>(KafkaTopic.DEAD_LETTERS.topicName(), 0, "a|b", json));
  }

  private static void store(Forecast forecast) {
    try (Jedis jedis = new Jedis(stack.redis().host(), stack.redis().port())) {
      jedis.set(RedisKeys.forecast(forecast.key()), ForecastCodec.encode(forecast));
    }
  }

  private static Forecast forecast(int sequence, float units) {
    float[] mean = new float[14];
    Arrays.fill(mean, units);
    long asOf = 1_769_900_400_000L + 1_000 * sequence;
    return new Forecast(
        SERIES,
        ORIGIN,
        asOf,
        sequence,
        asOf,
        asOf,
        Tier.MODEL,
        Method.XGBOOST,
        "v7",
        mean,
        new float[] {0.025f, 0.975f},
        new float[][] {mean, mean});
  }

  private static String version(Path models) throws IOException {
    return Files.readString(models.resolve("aliases.json"))
        .replaceAll("(?s).*\"latest\" : \"([^\"]*)\".*", "$1");
  }

  /** A second version with the same boosters, which was never before the gate. */
  private static void copyAs(Path models, String version, String other) throws IOException {
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(models.resolve(version).toUri()),
        new org.apache.flink.core.fs.Path(models.resolve(other).toUri()),
        false);
    Files.deleteIfExists(models.resolve(other).resolve("promotion.json"));
    Path manifest = models.resolve(other).resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"version\" : \"" + version + "\"", "\"version\" : \"" + other + "\""));
  }
}
