package io.warecast.local.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.local.server.ProjectRoot;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one jar that a cluster is given. */
class JobJarIT {

  private static final Path JAR = ClusterFiles.jobJar();

  /** The mains as they are in the sources: a new one is looked for by itself. */
  static List<String> mains() throws IOException {
    Path jobs = ProjectRoot.path().resolve("jobs/pipeline/src/main/java/io/warecast/pipeline/job");
    try (Stream<Path> files = Files.list(jobs)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Main.java"))
          .map(name -> "io.warecast.pipeline.job." + name.replace(".java", ""))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("mains")
  void holdsEveryMainAndWhatItIsLinkedTo(String main) throws Exception {
    List<URL> path = new ArrayList<>();
    for (Path jar : flinkJars()) {
      path.add(jar.toUri().toURL());
    }
    path.add(JAR.toUri().toURL());
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> type = Class.forName(main, true, loader);
      assertThat(type.getMethod("main", String[].class)).isNotNull();
      assertThat(type.getDeclaredFields()).isNotEmpty();
    }
  }

  @Test
  void holdsNoClassThatFlinkBrings() throws IOException {
    Set<String> brought = new HashSet<>();
    for (Path jar : flinkJars()) {
      brought.addAll(entries(jar));
    }
    assertThat(entries(JAR))
        .filteredOn(name -> name.endsWith(".class"))
        .filteredOn(
            name ->
                name.startsWith("org/apache/flink/")
                    || name.startsWith("org/slf4j/")
                    || name.startsWith("org/apache/logging/")
                    || name.startsWith("org/rocksdb/"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(brought);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/flink/connector/kafka/source/KafkaSource.class",
        "org/apache/flink/connector/file/src/FileSource.class",
        "org/apache/flink/formats/parquet/ParquetWriterFactory.class",
        "org/apache/kafka/clients/producer/KafkaProducer.class",
        "redis/clients/jedis/Jedis.class",
        "org/postgresql/Driver.class",
        "org/flywaydb/core/Flyway.class",
        "db/migration/V1__forecasts.sql",
        "lib/linux/x86_64/libxgboost4j.so",
        "lib/linux/aarch64/libxgboost4j.so"
      })
  void bringsWhatFlinkDoesNot(String entry) throws IOException {
    assertThat(entries(JAR)).contains(entry);
  }

  @Test
  void mergesTheFilesThatNameServices() throws IOException {
    assertThat(text("META-INF/services/org.flywaydb.core.extensibility.Plugin"))
        .contains("org.flywaydb.core.internal", "org.flywaydb.database.postgresql");
    assertThat(text("META-INF/services/java.sql.Driver")).contains("org.postgresql.Driver");
    assertThat(entries(JAR)).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"));
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return new String(jar.getInputStream(jar.getJarEntry(entry)).readAllBytes(), UTF_8);
    }
  }

  private static Set<String> entries(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.stream().forEach(entry -> names.add(entry.getName()));
    }
    return names;
  }

  private static List<Path> flinkJars() throws IOException {
    List<Path> jars = new ArrayList<>();
    Path folder = Path.of(ClusterFiles.flinkClassPath()).getParent();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    }
    return jars;
  }
}
