package io.warecast.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What kustomize makes of the example, where kubectl is installed. */
class KustomizeTest {

  private static final String IMAGE = "registry.example.com/warecast/jobs:0.1.0";

  @Test
  void oneLineNamesTheImageOfEverything() throws Exception {
    List<JsonNode> objects = example();
    assertThat(one(objects, "FlinkDeployment").at("/spec/image").asText()).isEqualTo(IMAGE);
    JsonNode launcher =
        one(objects, "CronJob").at("/spec/jobTemplate/spec/template/spec/containers/0");
    assertThat(launcher.get("image").asText()).isEqualTo(IMAGE);
    assertThat(launcher.at("/env").toString()).contains("\"" + IMAGE + "\"");
  }

  @Test
  void nothingOfTheExamplesBucketIsLeftOut() throws Exception {
    for (JsonNode object : example()) {
      assertThat(object.toString()).doesNotContain("s3://warecast/");
      assertThat(object.at("/metadata/namespace").asText()).isEqualTo("warecast");
    }
  }

  @Test
  void theCronJobMountsTheTemplateThatIsGenerated() throws Exception {
    List<JsonNode> objects = example();
    JsonNode template =
        objects.stream()
            .filter(object -> object.at("/metadata/name").asText().contains("-launch-"))
            .findFirst()
            .orElseThrow();
    assertThat(template.get("data").fieldNames())
        .toIterable()
        .contains("flinkdeployment.yaml", "launch.sh");
    assertThat(one(objects, "CronJob").toString()).contains(template.at("/metadata/name").asText());
  }

  private static JsonNode one(List<JsonNode> objects, String kind) {
    return objects.stream().filter(o -> o.get("kind").asText().equals(kind)).findFirst().get();
  }

  private static List<JsonNode> example() throws IOException, InterruptedException {
    Path folder = Manifest.FOLDER.resolve("overlays/example");
    Process kubectl;
    try {
      kubectl =
          new ProcessBuilder("kubectl", "kustomize", folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no kubectl here");
      throw e;
    }
    String text = new String(kubectl.getInputStream().readAllBytes(), UTF_8);
    assertThat(kubectl.waitFor()).isZero();
    return Manifest.parse(text);
  }
}
