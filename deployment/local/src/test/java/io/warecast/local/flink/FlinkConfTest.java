package io.warecast.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.local.server.ProjectRoot;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlinkConfTest {

  private static final Map<String, ConfigOption<?>> KNOWN = knownOptions();

  @ParameterizedTest
  @EnumSource
  void everyKeyIsAnOptionOfFlinkAndEveryValueIsOfItsType(FlinkMode mode) {
    Configuration configuration = mode.load();
    assertThat(configuration.keySet()).isNotEmpty();
    for (String key : configuration.keySet()) {
      assertThat(KNOWN).as("key %s in %s", key, mode.folder()).containsKey(key);
      assertThat(configuration.getOptional(KNOWN.get(key))).as(key).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void opensThePackagesThatThePomLists(FlinkMode mode) throws Exception {
    assertThat(Files.readString(ProjectRoot.path().resolve("pom.xml")))
        .contains("<jvm.opens>" + mode.load().get(CoreOptions.FLINK_JVM_OPTIONS) + "</jvm.opens>");
  }

  @ParameterizedTest
  @EnumSource
  void refusesKryoAndReusesObjects(FlinkMode mode) {
    Configuration configuration = mode.load();
    assertThat(configuration.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(configuration.get(PipelineOptions.OBJECT_REUSE)).isTrue();
  }

  @Test
  void keepsStreamingStateInRocksDbWithIncrementalCheckpoints() {
    Configuration streaming = FlinkMode.STREAMING.load();
    assertThat(streaming.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(streaming.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat(streaming.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isPresent();
  }

  @Test
  void runsBatchOnTheHeapWithoutCheckpointsOrRestarts() {
    Configuration batch = FlinkMode.BATCH.load();
    assertThat(batch.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
    assertThat(batch.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEmpty();
    assertThat(batch.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("none");
  }

  /** Every option that a class named ...Options of Flink declares, by all of its keys in force. */
  private static Map<String, ConfigOption<?>> knownOptions() {
    Map<String, ConfigOption<?>> known = new HashMap<>();
    for (Class<?> home :
        List.of(
            CoreOptions.class,
            MiniCluster.class,
            RocksDBOptions.class,
            SourceReaderOptions.class)) {
      for (Class<?> options : optionClasses(home)) {
        for (Field field : options.getDeclaredFields()) {
          if (field.getType() == ConfigOption.class && Modifier.isStatic(field.getModifiers())) {
            add(known, field);
          }
        }
      }
    }
    return known;
  }

  private static void add(Map<String, ConfigOption<?>> known, Field field) {
    try {
      field.setAccessible(true);
      ConfigOption<?> option = (ConfigOption<?>) field.get(null);
      known.put(option.key(), option);
      for (FallbackKey other : option.fallbackKeys()) {
        if (!other.isDeprecated()) {
          known.put(other.getKey(), option);
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> optionClasses(Class<?> home) {
    try {
      Path jar = Path.of(home.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (FileSystem files = FileSystems.newFileSystem(jar);
          Stream<Path> paths = Files.walk(files.getPath("/org/apache/flink"))) {
        return paths
            .map(Path::toString)
            .filter(path -> path.endsWith("Options.class"))
            .map(path -> path.substring(1, path.length() - ".class".length()).replace('/', '.'))
            .<Class<?>>map(FlinkConfTest::load)
            .toList();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, true, FlinkConfTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
