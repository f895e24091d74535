package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What can go wrong with a daily run: a message that helps, and nothing half published. */
class DailyFailureIT extends DailyScenario {

  @Test
  void namesTheLakeFileThatIsDamaged() throws IOException {
    Path demand = aDemandFile();
    damaged(
        demand,
        DailyFailureIT::flipped,
        () -> assertRefused(this::daily, demand.getFileName().toString(), "SHA-256", "restore it"));
    assertNothingLeftOver();
  }

  @Test
  void namesTheLakeFileThatIsMissing() throws IOException {
    Path demand = aDemandFile();
    byte[] bytes = Files.readAllBytes(demand);
    Files.delete(demand);
    try {
      assertRefused(this::daily, demand.getFileName().toString(), "is missing", "restore it");
    } finally {
      Files.write(demand, bytes);
    }
    assertNothingLeftOver();
  }

  @Test
  void namesTheModelFileWhoseChecksumIsWrong() throws IOException {
    Path booster = version().resolve("model.ubj");
    damaged(
        booster,
        DailyFailureIT::flipped,
        () -> assertRefused(this::daily, booster.toString(), "SHA-256", "train a new version"));
    assertNothingLeftOver();
  }

  @Test
  void refusesAModelOfAnotherFeatureSchema() throws IOException {
    String hash = DemandFeatures.SCHEMA.hash();
    damaged(
        version().resolve("manifest.json"),
        bytes ->
            new String(bytes, StandardCharsets.UTF_8)
                .replace(hash, "feed" + hash.substring(4))
                .getBytes(StandardCharsets.UTF_8),
        () ->
            assertRefused(
                this::daily,
                model.version(),
                "feature schema feed",
                hash.substring(0, 12),
                "train a model with this code"));
    assertNothingLeftOver();
  }

  @Test
  void namesTheModelThatIsNotThere() throws IOException {
    assertRefused(() -> daily("--model", "other"), "no model 'latest'", "other", "train one first");
    assertRefused(() -> daily("--model-version", "v9"), "no model 'v9'");
    assertNothingLeftOver();
  }

  @Test
  void namesTheLakeThatIsNotThere() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertRefused(() -> dailyFrom(nowhere), "no lake at", "nowhere", "run generate or import");
    assertNothingLeftOver();
  }

  @Test
  void namesTheOutputFolderThatIsMissing() throws IOException {
    Path out = folder.resolve("missing").resolve("out.csv");
    assertRefused(
        () -> daily("--out", out.toString()), out.toString(), "the folder does not exist");
    assertNothingLeftOver();
  }

  @Test
  void refusesAnOriginThatTheLakeDoesNotReach() throws IOException {
    assertRefused(
        () -> daily("--as-of", date(SmallLake.LAST_DAY + 1)),
        "--as-of " + date(SmallLake.LAST_DAY + 1),
        date(SmallLake.LAST_DAY),
        "choose an earlier day");
    assertNothingLeftOver();
  }

  @Test
  void refusesAHorizonOutOfBounds() throws IOException {
    assertRefused(() -> daily("--horizon", "0"), "--horizon is 0, expected 1 to 366");
    assertRefused(() -> daily("--horizon", "400"), "--horizon is 400, expected 1 to 366");
    assertNothingLeftOver();
  }

  @Test
  void postgresDownAtTheStart() throws IOException {
    servers.postgresLine.cut();
    assertRefused(this::daily, postgres.server(), "Check that it runs");
    assertNothingLeftOver();
  }

  @Test
  void redisDownAtTheStart() throws IOException {
    servers.redisLine.cut();
    assertRefused(this::daily, redis.server(), "Check that it runs");
    assertNothingLeftOver();
  }

  @Test
  void postgresLostWhileTheJobStages() throws IOException {
    servers.postgresLine.cutOn("INSERT INTO forecast (");
    assertRefused(this::daily, "127.0.0.1:" + servers.postgresLine.port());
    assertRunsAgain();
  }

  @Test
  void redisLostWhileTheJobStages() throws IOException {
    servers.redisLine.cutOn("staged:");
    assertRefused(this::daily, redis.server(), "Check that it runs");
    assertRunsAgain();
  }

  @Test
  void postgresLostAtPublish() throws IOException {
    Path out = Files.writeString(folder.resolve("kept.csv"), "earlier");
    servers.postgresLine.cutOn("SET status = 'published'");
    assertRefused(
        () -> daily("--out", out.toString()),
        postgres.server(),
        "earlier forecasts stay in place",
        "Check that it runs");
    assertThat(out).hasContent("earlier");
    assertThat(siblings(out)).containsExactly(out);
    assertRunsAgain();
  }

  @Test
  void redisLostAtPublish() throws IOException {
    Path out = folder.resolve("never.csv");
    servers.redisLine.cutOn("EVAL");
    assertRefused(
        () -> daily("--out", out.toString()),
        redis.server(),
        "earlier forecasts stay in place",
        "Check that it runs");
    assertThat(siblings(out)).isEmpty();
    assertRunsAgain();
  }

  @Test
  void anAuditThatFailsNamesTheCheckAndPublishesNothing() throws IOException {
    Path wrong = folder.resolve("lake-with-wrong-total");
    SmallLake.writeWithWrongTotal(wrong, "south");
    Path out = folder.resolve("audited.csv");

    assertRefused(
        () -> dailyFrom(wrong, "--out", out.toString()),
        "did not pass its audit",
        "level of warehouse south",
        "earlier forecasts stay in place");

    assertThat(siblings(out)).isEmpty();
    assertThat(runFolders(wrong)).isEmpty();
    assertThat(
            Published.rows(
                postgres,
                """
                SELECT c ->> 'name'
                  FROM forecast_run CROSS JOIN jsonb_array_elements(audit -> 'checks') AS c
                 WHERE status = 'failed' AND c ->> 'passed' = 'false'"""))
        .containsExactly("level of warehouse south");
    assertNothingLeftOver();
  }

  private void assertRefused(ThrowingCallable run, String... messages) throws IOException {
    Published before = published();
    assertThat(before.redis()).hasSize(SmallLake.SERIES);
    assertThat(before.files()).isNotEmpty();
    assertThatThrownBy(run)
        .isInstanceOf(ActionableException.class)
        .hasMessageContainingAll(messages);
    mend();
    assertThat(published()).isEqualTo(before);
  }

  /** What could not be tidied up while a server was away is tidied up by the next run. */
  private void assertRunsAgain() throws IOException {
    daily();
    assertNothingLeftOver();
  }

  private void damaged(Path file, UnaryOperator<byte[]> damage, Check check) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, damage.apply(bytes.clone()));
    try {
      check.run();
    } finally {
      Files.write(file, bytes);
    }
  }

  private interface Check {
    void run() throws IOException;
  }

  private static byte[] flipped(byte[] bytes) {
    bytes[bytes.length / 2] ^= 1;
    return bytes;
  }

  private Path aDemandFile() throws IOException {
    try (Stream<Path> files = Files.list(lake.resolve("demand"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private Path version() {
    return models.resolve(model.name()).resolve(model.version());
  }

  /** An output file and all that is written beside it. */
  private static Stream<Path> siblings(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out.getParent())) {
      return files
          .filter(file -> file.getFileName().toString().contains(out.getFileName().toString()))
          .toList()
          .stream();
    }
  }
}
