package io.warecast.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlinkDeploymentTest {

  private static final String RELEASED =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  static List<Manifest> deployments() {
    return Manifest.all().stream().filter(m -> m.kind().equals("FlinkDeployment")).toList();
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void isWhatTheReleasedOperatorTakes(Manifest deployment) throws IOException {
    assertThat(released().check(deployment.content())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void isWhatTheNewestOperatorTakes(Manifest deployment) throws IOException {
    Path newest = Path.of(System.getProperty("crds.dir"), "flinkdeployments.yml");
    assumeTrue(Files.isReadable(newest), () -> newest + " is not here");
    CustomResources schema = CustomResources.of(Files.readString(newest), "v2_3");
    assertThat(schema.check(deployment.content())).isEmpty();
  }

  @Test
  void thereAreTheContinuousJobAndTheDailyBatch() {
    assertThat(deployments())
        .extracting(Manifest::file)
        .contains(Manifest.CONTINUOUS, Manifest.DAILY);
  }

  @Test
  void aMisspelledFieldIsRefusedAtAnyDepth() throws IOException {
    JsonNode wrong = Manifest.in(Manifest.CONTINUOUS).get(0).content();
    ((ObjectNode) wrong.at("/spec/job")).put("upgradeMod", "savepoint");
    ((ObjectNode) wrong.at("/spec/podTemplate/spec/containers/0")).put("imagee", "x");
    ((ObjectNode) wrong.at("/spec/taskManager/resource")).put("cpu", "two");
    assertThat(released().check(wrong))
        .hasSize(3)
        .anyMatch(said -> said.contains("upgradeMod"))
        .anyMatch(said -> said.contains("imagee"))
        .anyMatch(said -> said.contains("cpu"));
  }

  private static CustomResources released() throws IOException {
    try (InputStream in = FlinkDeploymentTest.class.getResourceAsStream(RELEASED)) {
      // Flink 2.3 is newer than this operator; the project's own needs one that knows it.
      return CustomResources.of(new String(in.readAllBytes(), StandardCharsets.UTF_8), "v2_3");
    }
  }
}
