package io.warecast.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfile against what the build leaves; it runs once everything is packaged. */
class ImageIT {

  private static final Path DOCKERFILE = Manifest.ROOT.resolve("deployment/images/Dockerfile");

  @Test
  void everyCopiedPathIsOneFile() throws IOException {
    List<String[]> copies = copies();
    assertThat(copies).isNotEmpty();
    for (String[] copy : copies) {
      Path pattern = Manifest.ROOT.resolve(copy[0]);
      List<Path> found = new ArrayList<>();
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
        files.forEach(found::add);
      }
      assertThat(found).as(copy[0]).hasSize(1);
    }
  }

  @Test
  void isBuiltOnTheFlinkOfTheProject() throws IOException {
    String pom = Files.readString(Manifest.ROOT.resolve("pom.xml"));
    String flink = pom.replaceAll("(?s).*<flink.version>(.*?)</flink.version>.*", "$1");
    assertThat(Files.readAllLines(DOCKERFILE)).contains("FROM flink:" + flink + "-java17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"base/continuous.yaml", "base/daily/flinkdeployment.yaml"})
  void theJarIsWhereTheDeploymentsLookForIt(String file) throws IOException {
    JsonNode deployment = Manifest.in(Manifest.FOLDER.resolve(file)).get(0).content();
    assertThat(copies().stream().map(copy -> "local://" + copy[1]))
        .contains(deployment.at("/spec/job/jarURI").asText());
  }

  /** Source and target of each COPY. */
  private static List<String[]> copies() throws IOException {
    return Files.readAllLines(DOCKERFILE).stream()
        .filter(line -> line.startsWith("COPY "))
        .map(line -> line.replaceAll("--\\S+ ", "").substring("COPY ".length()).split(" +"))
        .toList();
  }
}
