package io.warecast.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The deployments say what {@code flink-conf} says, and name everything that differs. */
class FlinkConfigurationTest {

  /** Where processes find each other is the operator's business. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "jobmanager.rpc.address",
          "jobmanager.rpc.port",
          "jobmanager.bind-host",
          "taskmanager.bind-host",
          "taskmanager.host",
          "rest.address",
          "rest.bind-address",
          "rest.port");

  /** Keys of the file that the resource has fields of its own for. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "jobmanager.memory.process.size", "/spec/jobManager/resource/memory",
          "taskmanager.memory.process.size", "/spec/taskManager/resource/memory");

  /** Keys whose value depends on the cluster that it is deployed to. */
  private static final Set<String> DEPLOYED =
      Set.of(
          "parallelism.default",
          "execution.checkpointing.dir",
          "execution.checkpointing.savepoint-dir");

  /** Prefixes of what only a deployment has. */
  private static final Pattern ADDED =
      Pattern.compile(
          "(kubernetes\\.operator|metrics|high-availability|s3)\\..*|metrics\\.reporters|execution\\.shutdown-on-application-finish");

  private enum Job {
    STREAMING(Manifest.CONTINUOUS, "streaming"),
    BATCH(Manifest.DAILY, "batch");

    private final Path manifest;
    private final String mode;

    Job(Path manifest, String mode) {
      this.manifest = manifest;
      this.mode = mode;
    }

    JsonNode deployment() {
      return Manifest.in(manifest).get(0).content();
    }

    Map<String, String> deployed() {
      Map<String, String> values = new TreeMap<>();
      deployment()
          .at("/spec/flinkConfiguration")
          .properties()
          .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
      return values;
    }

    Map<String, String> file() {
      Path file = Manifest.ROOT.resolve("flink-conf").resolve(mode).resolve("config.yaml");
      return Manifest.flat(Manifest.in(file).get(0).content());
    }
  }

  @ParameterizedTest
  @EnumSource
  void repeatsEveryKeyOfTheFile(Job job) {
    Map<String, String> expected = job.file();
    expected.keySet().removeAll(ADDRESSES);
    expected.keySet().removeAll(DEPLOYED);
    expected.keySet().removeAll(FIELDS.keySet());
    assertThat(job.deployed()).containsAllEntriesOf(expected);
  }

  @ParameterizedTest
  @EnumSource
  void addsNothingElseThanADeploymentMustHave(Job job) {
    Set<String> added = job.deployed().keySet();
    added.removeAll(job.file().keySet());
    assertThat(added).allMatch(key -> ADDED.matcher(key).matches());
    assertThat(job.deployed().keySet()).doesNotContainAnyElementsOf(ADDRESSES);
  }

  @ParameterizedTest
  @EnumSource
  void givesEachProcessTheMemoryOfTheFile(Job job) {
    FIELDS.forEach(
        (key, field) ->
            assertThat(job.deployment().at(field).asText())
                .as(field)
                .isEqualTo(job.file().get(key)));
  }

  @ParameterizedTest
  @EnumSource
  void writesValuesAsText(Job job) {
    assertThat(job.deployment().at("/spec/flinkConfiguration")).allMatch(JsonNode::isTextual);
  }

  @ParameterizedTest
  @EnumSource
  void logsAsTheProjectDoes(Job job) throws IOException {
    String file =
        Files.readString(Manifest.ROOT.resolve("flink-conf/logging/log4j-console.properties"));
    assertThat(job.deployment().at("/spec/logConfiguration/log4j-console.properties").asText())
        .isEqualTo(file);
  }

  @ParameterizedTest
  @EnumSource
  void runsInSlotsThatFillWholeTaskManagers(Job job) {
    int slots = Integer.parseInt(job.deployed().get("taskmanager.numberOfTaskSlots"));
    assertThat(job.deployment().at("/spec/job/parallelism").asInt() % slots).isZero();
    assertThat(job.deployment().at("/spec/taskManager/resource/cpu").asInt()).isEqualTo(slots);
  }

  @ParameterizedTest
  @EnumSource
  void givesTheMainWhatItTakesFromItsEnvironment(Job job) throws IOException {
    Set<String> given = new TreeSet<>();
    for (Manifest manifest : Manifest.all()) {
      manifest.content().path("data").fieldNames().forEachRemaining(given::add);
      manifest.content().path("stringData").fieldNames().forEachRemaining(given::add);
    }
    Path jobs = Manifest.ROOT.resolve("jobs/pipeline/src/main/java/io/warecast/pipeline/job");
    Pattern wanted = Pattern.compile("\\$\\{env:(\\w+)}");
    try (Stream<Path> files = Files.list(jobs)) {
      for (Path file : files.toList()) {
        Matcher matcher = wanted.matcher(Files.readString(file));
        while (matcher.find()) {
          assertThat(given).as("asked for by " + file.getFileName()).contains(matcher.group(1));
        }
      }
    }
  }
}
